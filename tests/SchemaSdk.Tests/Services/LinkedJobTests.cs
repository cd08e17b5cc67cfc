namespace SchemaSdk.Tests.Services;

/// <summary>
/// Every request contains the token, so an address that a service returns with a job may be used only if it belongs to that service.
/// </summary>
public sealed class LinkedJobTests() : ServiceTest(OtherProfile.Instance)
{
    private const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private const string Done = $$"""{"id":"{{Id}}","state":"done","result":1}""";

    [Theory]
    [InlineData("https://eu.other.example/runs/7", true)]
    [InlineData("https://EU.Other.Example/runs/7", true)]
    [InlineData("https://eu.other.example./runs/7", true)]
    [InlineData("https://api.other.example/elsewhere/7", true)]
    [InlineData("https://evilother.example/runs/7", false)]
    [InlineData("https://other.example/runs/7", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("runs/7", false)]
    [InlineData("", false)]
    public async Task Only_an_address_of_the_service_itself_is_used(string link, bool isUsed)
    {
        await RunAsync(link);

        Assert.Equal($"GET {(isUsed ? new Uri(link) : $"https://api.other.example/runs/{Id}")}", Stage.Calls[1]);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/jobs/7", "http://127.0.0.1:5000/jobs/7")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:6000/jobs/7", $"http://127.0.0.1:5000/runs/{Id}")]
    [InlineData("http://127.0.0.1:5000", "https://eu.other.example/runs/7", $"http://127.0.0.1:5000/runs/{Id}")]
    [InlineData("https://gateway.example", "https://eu.other.example/runs/7", $"https://gateway.example/runs/{Id}")]
    [InlineData("https://us.other.example", "https://eu.other.example/runs/7", "https://eu.other.example/runs/7")]
    public async Task A_gateways_token_goes_only_to_the_gateway(string gateway, string link, string asked)
    {
        Stage.Options.BaseAddress = new Uri(gateway);

        await RunAsync(link);

        Assert.Equal($"GET {asked}", Stage.Calls[1]);
    }

    [Fact]
    public async Task A_job_that_is_resumed_from_a_ledger_is_read_at_the_address_in_its_acceptance()
    {
        Stage.Options.Ledger = new MemoryJobLedger(new MemoryStore());
        Stage.Server.Answers(201, Accepted("https://eu.other.example/runs/7"));
        await Soon.Async(Stage.Client.Still.SubmitAsync("a cat", new RunOptions { Key = "order-7" }));
        using var next = new TestClient(OtherProfile.Instance, new HttpClient(Stage.Server), Stage.Options);
        Stage.Server.Answers(200, Done);

        await Soon.Async(next.Still.RunAsync("a cat", new RunOptions { Key = "order-7" }));

        Assert.Equal("GET https://eu.other.example/runs/7", Stage.Calls[^1]);
    }

    private async Task RunAsync(string link)
    {
        Stage.Server.Answers((201, Accepted(link)), (200, Done));

        await Soon.Async(Stage.Client.Still.RunAsync("a cat"));
    }

    private static string Accepted(string link) =>
        $$$"""{"id":"{{{Id}}}","state":"starting","links":{"self":"{{{link}}}","cancel":"{{{link}}}"}}""";
}
