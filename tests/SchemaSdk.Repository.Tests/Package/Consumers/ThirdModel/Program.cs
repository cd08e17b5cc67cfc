using SchemaSdk;
using SchemaSdk.Emulation;
using ThirdModel;

await using var emulator = new ModelEmulator(
    ModelsClient.Models,
    new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
using var http = new HttpClient(emulator.CreateHandler());
await using var client = new ModelsClient(http, new() { BaseAddress = emulator.Address, ApiToken = emulator.Token });

Console.WriteLine(string.Join(' ', ModelsClient.Models.Select(model => model.Id)));

var still = await client.Acme.Still1.RunAsync(new() { Prompt = "A kettle.", Size = "large", Steps = 12, Strength = 0.5 });
Console.WriteLine($"{still.ModelId} {still.RequestId} {still.Output.Image}");

// This model has no output schema of its own, so the one in the folder above must apply.
var sketch = await client.Acme.Sketch1.RunAsync(new() { ImageUrl = still.Output.Image! });
Console.WriteLine($"{sketch.ModelId} {sketch.RequestId} {sketch.Output.Images![0]}");

try
{
    await client.Acme.Still1.RunAsync(new() { Prompt = "A kettle.", Steps = 51 });
}
catch (ModelInputException refused)
{
    Console.WriteLine(refused.Errors.Single().JsonPointer);
}
