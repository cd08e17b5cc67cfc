using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace SchemaSdk.Tool.Tests.Jobs;

/// <summary>A settlement must accept a request id only if its job ran the entry's model, however the service names that model.</summary>
public sealed class SettleServiceTests : LedgerTest
{
    // The emulator derives the version of a model from its id.
    private static readonly string Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Star)));

    [Theory]
    [InlineData("fal", Star, Star, "{}")]
    [InlineData("Replicate", Star + ":VERSION", "v1/predictions", """{"version":"VERSION","input":{"prompt":"a kite"}}""")]
    [InlineData("Replicate", "deployments/" + Star, "v1/deployments/" + Star + "/predictions", """{"input":{"prompt":"a kite"}}""")]
    public async Task An_id_of_the_model_is_recorded(string service, string model, string path, string body)
    {
        var id = await SubmitAsync(service, path, body);
        await RecordAsync("order-1", LedgerState.Unknown, service: service, model: WithVersion(model));

        Assert.Equal(0, await JobsAsync("settle", "order-1", "--id", id, "--yes"));

        Assert.Equal((LedgerState.Accepted, id), ((await FindAsync("order-1")).State, (await FindAsync("order-1")).RequestId));
        Assert.StartsWith($"found  The service knows request {id}: ", Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not-compared", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fal", "acme/moon", "Nothing was recorded. Check the id,")]
    [InlineData("Replicate", "acme/moon:VERSION", "runs acme/star, but the job 'order-1' is for acme/moon:")]
    [InlineData("Replicate", "deployments/acme/star", "runs acme/star, but the job 'order-1' is for deployments/acme/star.")]
    public async Task An_id_of_another_model_is_refused(string service, string model, string refusal)
    {
        var path = service == "fal" ? Star : $"v1/models/{Star}/predictions";
        var id = await SubmitAsync(service, path, """{"input":{"prompt":"a kite"}}""");
        await RecordAsync("order-1", LedgerState.Unknown, service: service, model: WithVersion(model));

        await JobsFailAsync(3, refusal, "settle", "order-1", "--id", id, "--yes");
        Assert.Equal(LedgerState.Unknown, (await FindAsync("order-1")).State);
    }

    private static string WithVersion(string text) => text.Replace("VERSION", Version, StringComparison.Ordinal);

    private async Task<string> SubmitAsync(string service, string path, string body)
    {
        var isFal = service == "fal";
        Options.Protocol = EmulatedProtocols.Find(service);
        Tool.SetEnvironment(isFal ? "FAL_KEY" : "REPLICATE_API_TOKEN", Options.Token);
        Tool.SetEnvironment(isFal ? "FAL_QUEUE_RUN_HOST" : "REPLICATE_BASE_URL", "http://localhost/");
        using var http = new HttpClient(Emulator.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Emulator.Address, path));
        request.Headers.Authorization = AuthenticationHeaderValue.Parse($"{Options.Protocol!.TokenPrefix}{Options.Token}");
        request.Content = new StringContent(WithVersion(body), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        var submitted = JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
        return (string)submitted[Options.Protocol.RequestIdMember]!;
    }
}
