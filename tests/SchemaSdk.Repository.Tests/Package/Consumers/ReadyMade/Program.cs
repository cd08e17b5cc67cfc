using SchemaSdk;
using SchemaSdk.RunComfy;

foreach (var model in RunComfyClient.Models)
{
    Console.WriteLine(model.Id);
}

await using var client = new RunComfyClient();
try
{
    await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A kettle." });
}
catch (ModelConfigurationException error)
{
    Console.WriteLine(error.GetType().Name);
}
