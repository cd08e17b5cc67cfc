using AcmeNamespace;

namespace App;

internal static class AcmeClientExample
{
    public static async Task RunAsync()
    {
        await using var client = new AcmeClient();
        var job = await client.Example.Still1.SubmitAsync(new() { Prompt = "A paper boat on a pond.", Size = "wide" });

        // If this program is stopped, the job continues. Attach finds it again by this id.
        Console.WriteLine($"request {job.RequestId}");
        var result = await job.WaitAsync();
        Console.WriteLine($"{result.ModelId} made {result.Output.Image}");
    }
}
