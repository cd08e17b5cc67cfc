using AcmeNamespace;

namespace App;

internal static class AcmeClientExample
{
    public static async Task RunAsync()
    {
        await using var client = new AcmeClient();
        var result = await client.Example.Still1.RunAsync(new() { Prompt = "A paper boat on a pond.", Size = "wide" });
        Console.WriteLine($"{result.ModelId} made {result.Output.Image}");
    }
}
