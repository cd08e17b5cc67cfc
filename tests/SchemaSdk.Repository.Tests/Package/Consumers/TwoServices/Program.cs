using Acme.Fal;
using Acme.Replicate;
using SchemaSdk.Emulation;

await using var fal = new ModelEmulator(
    FalClient.Models, new() { Protocol = EmulatedProtocols.Fal, QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
await using var replicate = new ModelEmulator(
    ReplicateClient.Models, new() { Protocol = EmulatedProtocols.Replicate, QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
await fal.StartAsync();
await replicate.StartAsync();
Environment.SetEnvironmentVariable("FAL_QUEUE_RUN_HOST", fal.Address.AbsoluteUri);
Environment.SetEnvironmentVariable("FAL_KEY", fal.Token);
Environment.SetEnvironmentVariable("REPLICATE_BASE_URL", replicate.Address.AbsoluteUri);
Environment.SetEnvironmentVariable("REPLICATE_API_TOKEN", replicate.Token);

// The clients must ignore the variables of other services, even invalid ones.
Environment.SetEnvironmentVariable("RUNCOMFY_MODEL_API_BASE", "no address");

await Guide.RunAsync();
Console.WriteLine($"{fal.Bills} {replicate.Bills}");

// Both services have a model acme/still. Each client must call its own service.
await using var first = new FalClient();
await using var second = new ReplicateClient();
await first.Acme.Still.RunAsync(new() { Prompt = "A kettle." });
await second.Acme.Still.RunAsync(new() { Prompt = "A kettle." });
Console.WriteLine($"{fal.Bills} {replicate.Bills}");
