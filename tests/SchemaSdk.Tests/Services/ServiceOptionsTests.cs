namespace SchemaSdk.Tests.Services;

/// <summary>A submit must tell the service the deadline and the options of its run.</summary>
public sealed class ServiceOptionsTests : FalAndReplicateTest
{
    private const string Files = "X-Fal-Object-Lifecycle-Preference: ";

    private static readonly FalOptions Silent = new() { Retries = true, Fallbacks = true, StartsWithinTimeout = false };

    public ServiceOptionsTests()
    {
        AtFal.Server.Answers(200, """{"request_id":"7"}""");
        AtReplicate.Server.Answers(201, """{"id":"7","status":"starting"}""");
    }

    public static TheoryData<FalOptions?, RunOptions?, string[]> FalHeaders => new()
    {
        { null, null, ["X-Fal-No-Retry: 1", "X-Fal-Request-Timeout: 1800", "x-app-fal-disable-fallback: true"] },
        { Silent with { StoresPayloads = false }, new() { JobTimeout = TimeSpan.FromSeconds(1) }, ["X-Fal-Store-IO: 0"] },
        {
            new() { StoresPayloads = false },
            new()
            {
                JobTimeout = TimeSpan.FromMilliseconds(2100),
                Service = new FalOptions { Retries = true, Fallbacks = true, LowPriority = true, FileLifetime = TimeSpan.FromHours(1) },
            },
            [$$$"""{{{Files}}}{"expiration_duration_seconds":3600}""", "X-Fal-Queue-Priority: low", "X-Fal-Request-Timeout: 3"]
        },
        { Silent with { FileAccess = FalFileAccess.Hide }, null, [$$$"""{{{Files}}}{"initial_acl":{"default":"hide"}}"""] },
        { Silent with { FileAccess = FalFileAccess.Allow }, null, [$$$"""{{{Files}}}{"initial_acl":{"default":"allow"}}"""] },
        {
            Silent with { FileAccess = FalFileAccess.Forbid, FileLifetime = TimeSpan.FromMinutes(1) },
            null,
            [$$$"""{{{Files}}}{"expiration_duration_seconds":60,"initial_acl":{"default":"forbid"}}"""]
        },
    };

    [Theory]
    [MemberData(nameof(FalHeaders))]
    public async Task Fal_gets_the_options_of_the_run_or_else_of_the_client(FalOptions? ofClient, RunOptions? ofRun, string[] headers)
    {
        AtFal.Options.Service = ofClient;

        Assert.Equal(headers, await FalHeadersAsync(ofRun));
    }

    [Theory]
    [InlineData("order-1:A=b/c", "order-1:A=b/c")]
    [InlineData("a,b", "", true)]
    [InlineData("a b", "", true)]
    [InlineData("Straße", "", true)]
    public async Task The_key_of_a_job_is_a_tag(string key, string tag, bool isHash = false)
    {
        AtFal.Options.Ledger = new MemoryJobLedger(new MemoryStore());

        var headers = await FalHeadersAsync(new RunOptions { Key = key });

        Assert.Single(headers, header => System.Text.RegularExpressions.Regex.IsMatch(
            header, $"^X-Fal-Tags: job-key={(isHash ? "sha256-[0-9a-fA-F]{64}" : tag)}$"));
    }

    [Theory]
    [InlineData(90_500, true, "91s")]
    [InlineData(1_000, true, "5s")]
    [InlineData(86_400_000, true, "86400s")]
    [InlineData(90_500, false, null)]
    public async Task Replicate_cancels_a_job_after_its_timeout_unless_its_options_say_otherwise(
        int milliseconds, bool cancels, string? header)
    {
        await AtReplicate.SubmitAsync("acme/still", new RunOptions
        {
            JobTimeout = TimeSpan.FromMilliseconds(milliseconds),
            Service = new ReplicateOptions { CancelsAfterTimeout = cancels },
        });

        Assert.Equal(header, AtReplicate.Server.Headers[0].GetValueOrDefault("Cancel-After"));
    }

    [Fact]
    public async Task Options_of_another_service_are_refused()
    {
        AtReplicate.Options.Service = new FalOptions();

        var ofRun = await Assert.ThrowsAsync<ArgumentException>(
            () => AtFal.SubmitAsync("acme/still", new RunOptions { Service = new ReplicateOptions() }));
        var ofClient = Assert.Throws<ArgumentException>(() => AtReplicate.Client);

        Assert.StartsWith(
            "RunOptions.Service has options for Replicate (ReplicateOptions), but the client calls fal. "
            + "Set it to options for fal, or to null.",
            ofRun.Message,
            StringComparison.Ordinal);
        Assert.StartsWith("ModelClientOptions.Service has options for fal (FalOptions)", ofClient.Message, StringComparison.Ordinal);
        Assert.Empty(AtFal.Server.Asked);
    }

    private async Task<IEnumerable<string>> FalHeadersAsync(RunOptions? options)
    {
        await AtFal.SubmitAsync("acme/still", options);
        return AtFal.Server.Headers[0]
            .Where(static header => header.Key.Contains("fal", StringComparison.OrdinalIgnoreCase))
            .Select(static header => $"{header.Key}: {header.Value}")
            .Order(StringComparer.Ordinal);
    }
}
