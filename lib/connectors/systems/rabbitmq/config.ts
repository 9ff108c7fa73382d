import { z } from "zod";

const userName = z.string().min(1).max(255);

/** What the person who connects a RabbitMQ broker states. */
export const rabbitmqConfig = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/, error: "Write the address as https://host:15671." }).meta({
    title: "Management address",
    description: "The management plugin's address without /api, such as https://mq.example.com:15671.",
    format: "uri",
  }),
  user: userName.meta({ title: "User that acts", description: "It needs the tag administrator." }),
  observeUser: userName.optional().meta({
    title: "User for looks alone",
    description: "It needs the tag administrator too: RabbitMQ shows users to nobody else.",
  }),
  allowDelete: z.boolean().default(false).meta({
    title: "Users may be deleted",
    description: "Only where the goal is absence. It cannot be undone.",
  }),
});

export type RabbitmqConfig = z.infer<typeof rabbitmqConfig>;
