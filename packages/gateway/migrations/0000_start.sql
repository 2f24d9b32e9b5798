CREATE SEQUENCE "public"."acceptance_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."licence_places" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "application_papers" (
	"application_id" text NOT NULL,
	"material_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" jsonb NOT NULL,
	"kind" text NOT NULL,
	"ending" text,
	"status" text NOT NULL,
	"department" text,
	"register" text,
	"source_label" jsonb,
	"query_id" text NOT NULL,
	"record_sealed" text,
	"difference_sealed" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"asked_at" timestamp with time zone,
	"taken_at" timestamp with time zone,
	"batch_id" text,
	"answered_at" timestamp with time zone,
	"owed_until" date,
	"overdue_at" timestamp with time zone,
	"may_commit" boolean DEFAULT false NOT NULL,
	CONSTRAINT "application_papers_application_id_material_id_pk" PRIMARY KEY("application_id","material_id")
);
--> statement-breakpoint
CREATE TABLE "application_supplements" (
	"application_id" text PRIMARY KEY NOT NULL,
	"items_sealed" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"given_sealed" text,
	"given_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"application_id" text PRIMARY KEY NOT NULL,
	"acceptance_number" text NOT NULL,
	"citizen_id" text NOT NULL,
	"matter_id" text NOT NULL,
	"matter_version" integer NOT NULL,
	"subject_hash" text NOT NULL,
	"state" text NOT NULL,
	"open" boolean NOT NULL,
	"situation" jsonb NOT NULL,
	"form_sealed" text NOT NULL,
	"assistance" jsonb,
	"delegation" jsonb,
	"notice_hash" text,
	"expunged_at" timestamp with time zone,
	"filed_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"due_date" date,
	"due_provisional" boolean DEFAULT false NOT NULL,
	"statutory_date" date,
	"statutory_provisional" boolean DEFAULT false NOT NULL,
	"act_by" date,
	"next_alarm_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"reason_sealed" text,
	"remedy" jsonb,
	"revision" integer DEFAULT 0 NOT NULL,
	"desk" text,
	"taken_by" text,
	"taken_at" timestamp with time zone,
	"dispatched_at" timestamp with time zone,
	"case_id" text,
	"case_record_sealed" text,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"draft_id" text PRIMARY KEY NOT NULL,
	"citizen_id" text NOT NULL,
	"matter_id" text NOT NULL,
	"version" integer NOT NULL,
	"at_counter" boolean NOT NULL,
	"content_sealed" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "upload_parts" (
	"upload_id" text NOT NULL,
	"position" integer NOT NULL,
	"bytes_sealed" text NOT NULL,
	CONSTRAINT "upload_parts_upload_id_position_pk" PRIMARY KEY("upload_id","position")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"upload_id" text PRIMARY KEY NOT NULL,
	"citizen_id" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"held" integer NOT NULL,
	"state" text NOT NULL,
	"sha256" text,
	"application_id" text,
	"material_id" text,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalations" (
	"escalation_id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"department" text NOT NULL,
	"term" text NOT NULL,
	"last_day" date NOT NULL,
	"escalated_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	"handled_by" text,
	"remark_sealed" text
);
--> statement-breakpoint
CREATE TABLE "exchanges" (
	"exchange_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"department" text NOT NULL,
	"register" text,
	"subject_id" text NOT NULL,
	"items" jsonb NOT NULL,
	"theme" text,
	"matter_id" text,
	"material_id" text,
	"application_id" text,
	"citizen_id" text,
	"question_hash" text,
	"outcome" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"request" jsonb,
	"response" jsonb,
	"content_sealed" text
);
--> statement-breakpoint
CREATE TABLE "question_batches" (
	"batch_id" text PRIMARY KEY NOT NULL,
	"department" text NOT NULL,
	"register" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"collected_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"answered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "anchor_leaves" (
	"anchor_number" integer NOT NULL,
	"position" integer NOT NULL,
	"application_id" text NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "anchor_leaves_anchor_number_position_pk" PRIMARY KEY("anchor_number","position")
);
--> statement-breakpoint
CREATE TABLE "anchor_nodes" (
	"anchor_number" integer NOT NULL,
	"level" integer NOT NULL,
	"position" integer NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "anchor_nodes_anchor_number_level_position_pk" PRIMARY KEY("anchor_number","level","position")
);
--> statement-breakpoint
CREATE TABLE "anchors" (
	"anchor_number" integer PRIMARY KEY NOT NULL,
	"date" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"root" text NOT NULL,
	"leaves" integer NOT NULL,
	"previous_hash" text NOT NULL,
	"jws" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "application_event_values" (
	"application_id" text NOT NULL,
	"seq" integer NOT NULL,
	"value_sealed" text NOT NULL,
	CONSTRAINT "application_event_values_application_id_seq_pk" PRIMARY KEY("application_id","seq")
);
--> statement-breakpoint
CREATE TABLE "application_events" (
	"application_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"detail" jsonb NOT NULL,
	"personal_hash" text,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "application_events_application_id_seq_pk" PRIMARY KEY("application_id","seq")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"public_key" jsonb NOT NULL,
	"private_sealed" text NOT NULL,
	"active_from" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "citizens" (
	"citizen_id" text PRIMARY KEY NOT NULL,
	"wrapped_key" text NOT NULL,
	"level" integer DEFAULT 1 NOT NULL,
	"id_number_hash" text,
	"mobile_hash" text,
	"openid_hash" text,
	"name_sealed" text,
	"id_number_sealed" text,
	"mobile_sealed" text,
	"openid_sealed" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "embed_sessions" (
	"embed_session_id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"partner_id" text NOT NULL,
	"assistance" jsonb NOT NULL,
	"origin" text NOT NULL,
	"matters" jsonb NOT NULL,
	"context" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "face_checks" (
	"certify_id" text PRIMARY KEY NOT NULL,
	"citizen_id" text NOT NULL,
	"session_token_hash" text NOT NULL,
	"provider_token" text NOT NULL,
	"identity_sealed" text NOT NULL,
	"identity_hash" text NOT NULL,
	"return_code_hash" text NOT NULL,
	"return_to" text NOT NULL,
	"state" text NOT NULL,
	"review_reason" text,
	"likeness" integer,
	"officer_id" text,
	"decision_sealed" text,
	"started_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"state" text NOT NULL,
	"holder" text NOT NULL,
	"subject_id" text,
	"response_sealed" text,
	"locked_until" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "officer_sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"officer_id" text NOT NULL,
	"name_sealed" text NOT NULL,
	"department" text,
	"roles" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"citizen_id" text NOT NULL,
	"embed_session_id" text,
	"level" integer,
	"identification" text,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_callers" (
	"mobile_hash" text NOT NULL,
	"caller_hash" text NOT NULL,
	"counted_since" timestamp with time zone NOT NULL,
	"unused_codes" integer DEFAULT 0 NOT NULL,
	"wrong_guesses" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "sign_in_callers_mobile_hash_caller_hash_pk" PRIMARY KEY("mobile_hash","caller_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_codes" (
	"mobile_hash" text PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"resend_at" timestamp with time zone NOT NULL,
	"counted_since" timestamp with time zone NOT NULL,
	"unused_codes" integer DEFAULT 1 NOT NULL,
	"wrong_guesses" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signature_nonces" (
	"key_id" text NOT NULL,
	"nonce" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signature_nonces_key_id_nonce_pk" PRIMARY KEY("key_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "licences" (
	"licence_id" text PRIMARY KEY NOT NULL,
	"licence_number" text NOT NULL,
	"application_id" text NOT NULL,
	"citizen_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" jsonb NOT NULL,
	"issuer" jsonb NOT NULL,
	"state" text NOT NULL,
	"content_sealed" text NOT NULL,
	"jws_sealed" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"place" integer NOT NULL,
	"department" text NOT NULL,
	"revoked_at" timestamp with time zone,
	"revocation_reason" text
);
--> statement-breakpoint
CREATE TABLE "plate_offers" (
	"offer_id" text PRIMARY KEY NOT NULL,
	"citizen_id" text NOT NULL,
	"kind" text NOT NULL,
	"vin_hash" text NOT NULL,
	"vin_sealed" text NOT NULL,
	"numbers" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plate_reservations" (
	"reservation_id" text PRIMARY KEY NOT NULL,
	"offer_id" text NOT NULL,
	"citizen_id" text NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"vin_hash" text NOT NULL,
	"vin_sealed" text NOT NULL,
	"state" text NOT NULL,
	"application_id" text,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "matter_use" (
	"day" date NOT NULL,
	"matter_id" text NOT NULL,
	"views" integer NOT NULL,
	"filings" integer NOT NULL,
	CONSTRAINT "matter_use_day_matter_id_pk" PRIMARY KEY("day","matter_id")
);
--> statement-breakpoint
CREATE TABLE "matters" (
	"matter_id" text NOT NULL,
	"version" integer NOT NULL,
	"content_hash" text NOT NULL,
	"content" jsonb NOT NULL,
	"published_in" integer NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "matters_matter_id_version_pk" PRIMARY KEY("matter_id","version")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"number" integer PRIMARY KEY NOT NULL,
	"publication_id" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"officer_id" text,
	"reason" text NOT NULL,
	"base" integer,
	"reverts" integer,
	"files_hash" text,
	"changes" jsonb NOT NULL,
	"versions" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reform_demands" (
	"demand_id" text PRIMARY KEY NOT NULL,
	"reform_id" text NOT NULL,
	"position" integer NOT NULL,
	"matter_id" text NOT NULL,
	"part" text NOT NULL,
	"part_id" text NOT NULL,
	"name" jsonb NOT NULL,
	"source" jsonb NOT NULL,
	"theme" text NOT NULL,
	"supplier" text NOT NULL,
	"answer" jsonb
);
--> statement-breakpoint
CREATE TABLE "reform_events" (
	"reform_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"department" text,
	"officer_id" text NOT NULL,
	"note" text,
	"changes" jsonb NOT NULL,
	CONSTRAINT "reform_events_reform_id_seq_pk" PRIMARY KEY("reform_id","seq")
);
--> statement-breakpoint
CREATE TABLE "reform_files" (
	"reform_id" text PRIMARY KEY NOT NULL,
	"department" text NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"matters" jsonb NOT NULL,
	"opinions" jsonb NOT NULL,
	"closing" jsonb,
	"publication_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reform_matters" (
	"matter_id" text PRIMARY KEY NOT NULL,
	"reform_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bills" (
	"bill_id" text PRIMARY KEY NOT NULL,
	"bill_number" text NOT NULL,
	"application_id" text NOT NULL,
	"citizen_id" text NOT NULL,
	"title" jsonb NOT NULL,
	"payee" jsonb NOT NULL,
	"state" text NOT NULL,
	"items" jsonb NOT NULL,
	"due_fen" integer NOT NULL,
	"late_fen" integer DEFAULT 0 NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"payment_id" text PRIMARY KEY NOT NULL,
	"bill_id" text NOT NULL,
	"citizen_id" text NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"amount_fen" integer NOT NULL,
	"out_trade_no" text NOT NULL,
	"prepay_id" text,
	"code_url" text,
	"transaction_id" text,
	"received_fen" integer,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"refund_id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"bill_id" text NOT NULL,
	"out_refund_no" text NOT NULL,
	"channel_refund_id" text,
	"amount_fen" integer NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"delivery_id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"direction" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"address_sealed" text,
	"service_point_id" text,
	"code_sealed" text,
	"wrong_codes" integer DEFAULT 0 NOT NULL,
	"waybill" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery_events" (
	"delivery_id" text NOT NULL,
	"seq" integer NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "delivery_events_delivery_id_seq_pk" PRIMARY KEY("delivery_id","seq")
);
--> statement-breakpoint
CREATE TABLE "notice_preferences" (
	"citizen_id" text PRIMARY KEY NOT NULL,
	"wechat" boolean NOT NULL,
	"sms" boolean NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_sendings" (
	"notice_id" text NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"answer" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_sendings_notice_id_channel_pk" PRIMARY KEY("notice_id","channel")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"notice_id" text PRIMARY KEY NOT NULL,
	"citizen_id" text NOT NULL,
	"application_id" text NOT NULL,
	"cause" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"delivery_id" text PRIMARY KEY NOT NULL,
	"endpoint_id" text NOT NULL,
	"application_id" text NOT NULL,
	"seq" integer NOT NULL,
	"payload" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"last_status" integer,
	"next_attempt_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"endpoint_id" text PRIMARY KEY NOT NULL,
	"partner_id" text NOT NULL,
	"url" text NOT NULL,
	"events" jsonb NOT NULL,
	"secret_sealed" text NOT NULL,
	"former_secret_sealed" text,
	"former_secret_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "wechat_subscriptions" (
	"citizen_id" text NOT NULL,
	"template" text NOT NULL,
	"remaining" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "wechat_subscriptions_citizen_id_template_pk" PRIMARY KEY("citizen_id","template")
);
--> statement-breakpoint
CREATE TABLE "accesses" (
	"access_id" text PRIMARY KEY NOT NULL,
	"citizen_id" text NOT NULL,
	"party" text NOT NULL,
	"party_id" text NOT NULL,
	"party_name" jsonb NOT NULL,
	"what" jsonb NOT NULL,
	"operation" text NOT NULL,
	"basis" text NOT NULL,
	"matter_id" text,
	"application_id" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"consent_id" text PRIMARY KEY NOT NULL,
	"citizen_id" text NOT NULL,
	"application_id" text NOT NULL,
	"purpose_id" text NOT NULL,
	"kind" text NOT NULL,
	"basis" text NOT NULL,
	"recipient_id" text NOT NULL,
	"recipient_name" jsonb NOT NULL,
	"text_hash" text NOT NULL,
	"guardian_id" text,
	"given_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "delegations" (
	"delegation_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"principal_id" text,
	"agent_id" text,
	"proposed_by_side" text NOT NULL,
	"other_hash" text,
	"other_sealed" text,
	"scope" jsonb NOT NULL,
	"power" text NOT NULL,
	"principal_level" integer,
	"witness" jsonb,
	"proposed_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notice_texts" (
	"text_hash" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"first_shown_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "application_papers" ADD CONSTRAINT "application_papers_application_id_applications_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("application_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_supplements" ADD CONSTRAINT "application_supplements_application_id_applications_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("application_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "public"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "public"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_parts" ADD CONSTRAINT "upload_parts_upload_id_uploads_upload_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("upload_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "public"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_application_id_applications_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("application_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_application_id_applications_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("application_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "anchor_leaves" ADD CONSTRAINT "anchor_leaves_anchor_number_anchors_anchor_number_fk" FOREIGN KEY ("anchor_number") REFERENCES "public"."anchors"("anchor_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "anchor_nodes" ADD CONSTRAINT "anchor_nodes_anchor_number_anchors_anchor_number_fk" FOREIGN KEY ("anchor_number") REFERENCES "public"."anchors"("anchor_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_events" ADD CONSTRAINT "application_events_application_id_applications_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("application_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "public"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licences" ADD CONSTRAINT "licences_application_id_applications_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("application_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reform_demands" ADD CONSTRAINT "reform_demands_reform_id_reform_files_reform_id_fk" FOREIGN KEY ("reform_id") REFERENCES "public"."reform_files"("reform_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reform_events" ADD CONSTRAINT "reform_events_reform_id_reform_files_reform_id_fk" FOREIGN KEY ("reform_id") REFERENCES "public"."reform_files"("reform_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reform_matters" ADD CONSTRAINT "reform_matters_reform_id_reform_files_reform_id_fk" FOREIGN KEY ("reform_id") REFERENCES "public"."reform_files"("reform_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_application_id_applications_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("application_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_bill_id_bills_bill_id_fk" FOREIGN KEY ("bill_id") REFERENCES "public"."bills"("bill_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_payments_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("payment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_bill_id_bills_bill_id_fk" FOREIGN KEY ("bill_id") REFERENCES "public"."bills"("bill_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_application_id_applications_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("application_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_events" ADD CONSTRAINT "delivery_events_delivery_id_deliveries_delivery_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("delivery_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_sendings" ADD CONSTRAINT "notice_sendings_notice_id_notices_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("notice_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_application_id_applications_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("application_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_endpoint_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("endpoint_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "application_papers_query" ON "application_papers" USING btree ("query_id");--> statement-breakpoint
CREATE INDEX "application_papers_owed" ON "application_papers" USING btree ("department") WHERE status = 'owed';--> statement-breakpoint
CREATE INDEX "application_papers_unasked" ON "application_papers" USING btree ("department","register") WHERE status in ('pending', 'owed');--> statement-breakpoint
CREATE INDEX "application_papers_batch" ON "application_papers" USING btree ("batch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_number" ON "applications" USING btree ("acceptance_number");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_open" ON "applications" USING btree ("citizen_id","matter_id","subject_hash") WHERE open;--> statement-breakpoint
CREATE INDEX "applications_citizen" ON "applications" USING btree ("citizen_id","filed_at");--> statement-breakpoint
CREATE INDEX "applications_desk" ON "applications" USING btree ("desk","act_by") WHERE open AND desk IS NOT NULL;--> statement-breakpoint
CREATE INDEX "applications_alarm" ON "applications" USING btree ("next_alarm_at") WHERE next_alarm_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "drafts_citizen" ON "drafts" USING btree ("citizen_id","updated_at");--> statement-breakpoint
CREATE INDEX "drafts_expiry" ON "drafts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "uploads_citizen" ON "uploads" USING btree ("citizen_id");--> statement-breakpoint
CREATE INDEX "uploads_expiry" ON "uploads" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "uploads_application" ON "uploads" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "escalations_open" ON "escalations" USING btree ("escalated_at","escalation_id") WHERE handled_at IS NULL;--> statement-breakpoint
CREATE INDEX "escalations_handled" ON "escalations" USING btree ("handled_at");--> statement-breakpoint
CREATE INDEX "escalations_application" ON "escalations" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "exchanges_citizen" ON "exchanges" USING btree ("citizen_id","ended_at");--> statement-breakpoint
CREATE INDEX "exchanges_application" ON "exchanges" USING btree ("application_id","ended_at");--> statement-breakpoint
CREATE INDEX "exchanges_question" ON "exchanges" USING btree ("question_hash","ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "anchor_leaves_head" ON "anchor_leaves" USING btree ("application_id","seq");--> statement-breakpoint
CREATE INDEX "application_events_at" ON "application_events" USING brin ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "citizens_id_number" ON "citizens" USING btree ("id_number_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "citizens_mobile" ON "citizens" USING btree ("mobile_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "citizens_openid" ON "citizens" USING btree ("openid_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "embed_sessions_token" ON "embed_sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "face_checks_review" ON "face_checks" USING btree ("finished_at") WHERE state = 'review';--> statement-breakpoint
CREATE INDEX "face_checks_citizen" ON "face_checks" USING btree ("citizen_id");--> statement-breakpoint
CREATE INDEX "face_checks_identity" ON "face_checks" USING btree ("identity_hash");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_subject" ON "idempotency_keys" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "officer_sessions_expiry" ON "officer_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_citizen" ON "sessions" USING btree ("citizen_id");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_in_callers_age" ON "sign_in_callers" USING btree ("counted_since");--> statement-breakpoint
CREATE UNIQUE INDEX "licences_number" ON "licences" USING btree ("licence_number");--> statement-breakpoint
CREATE UNIQUE INDEX "licences_place" ON "licences" USING btree ("place");--> statement-breakpoint
CREATE INDEX "licences_revoked" ON "licences" USING btree ("place") WHERE state = 'revoked';--> statement-breakpoint
CREATE UNIQUE INDEX "licences_application_kind" ON "licences" USING btree ("application_id","kind");--> statement-breakpoint
CREATE INDEX "licences_citizen" ON "licences" USING btree ("citizen_id","issued_at");--> statement-breakpoint
CREATE INDEX "plate_offers_citizen" ON "plate_offers" USING btree ("citizen_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "plate_reservations_number" ON "plate_reservations" USING btree ("number") WHERE state <> 'lapsed';--> statement-breakpoint
CREATE UNIQUE INDEX "plate_reservations_car" ON "plate_reservations" USING btree ("citizen_id","vin_hash") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "plate_reservations_application" ON "plate_reservations" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "matters_published_in" ON "matters" USING btree ("published_in");--> statement-breakpoint
CREATE UNIQUE INDEX "publications_id" ON "publications" USING btree ("publication_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reform_demands_part" ON "reform_demands" USING btree ("reform_id","matter_id","part","part_id");--> statement-breakpoint
CREATE INDEX "reform_demands_supplier" ON "reform_demands" USING btree ("supplier");--> statement-breakpoint
CREATE INDEX "reform_files_created" ON "reform_files" USING btree ("created_at","reform_id");--> statement-breakpoint
CREATE INDEX "reform_files_state" ON "reform_files" USING btree ("state");--> statement-breakpoint
CREATE UNIQUE INDEX "bills_number" ON "bills" USING btree ("bill_number");--> statement-breakpoint
CREATE UNIQUE INDEX "bills_application" ON "bills" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_out_trade_no" ON "payments" USING btree ("out_trade_no");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_transaction" ON "payments" USING btree ("transaction_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_pending" ON "payments" USING btree ("bill_id") WHERE state = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "payments_succeeded" ON "payments" USING btree ("bill_id") WHERE state = 'succeeded';--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_payment" ON "refunds" USING btree ("payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_out_refund_no" ON "refunds" USING btree ("out_refund_no");--> statement-breakpoint
CREATE INDEX "refunds_bill" ON "refunds" USING btree ("bill_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_application" ON "deliveries" USING btree ("application_id","direction");--> statement-breakpoint
CREATE INDEX "deliveries_ready" ON "deliveries" USING btree ("updated_at") WHERE state = 'ready';--> statement-breakpoint
CREATE UNIQUE INDEX "notices_cause" ON "notices" USING btree ("application_id","cause");--> statement-breakpoint
CREATE INDEX "notices_citizen" ON "notices" USING btree ("citizen_id","at");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("citizen_id") WHERE read_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_entry" ON "webhook_deliveries" USING btree ("endpoint_id","application_id","seq");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_endpoint" ON "webhook_deliveries" USING btree ("endpoint_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_endpoints_partner" ON "webhook_endpoints" USING btree ("partner_id");--> statement-breakpoint
CREATE INDEX "accesses_citizen" ON "accesses" USING btree ("citizen_id","at");--> statement-breakpoint
CREATE INDEX "accesses_party" ON "accesses" USING btree ("party","party_id","at");--> statement-breakpoint
CREATE INDEX "accesses_age" ON "accesses" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "consents_purpose" ON "consents" USING btree ("application_id","purpose_id");--> statement-breakpoint
CREATE INDEX "consents_citizen" ON "consents" USING btree ("citizen_id","given_at");--> statement-breakpoint
CREATE INDEX "delegations_principal" ON "delegations" USING btree ("principal_id");--> statement-breakpoint
CREATE INDEX "delegations_agent" ON "delegations" USING btree ("agent_id");--> statement-breakpoint
CREATE INDEX "delegations_other" ON "delegations" USING btree ("other_hash");