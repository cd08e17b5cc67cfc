using SchemaSdk.Services;
using SchemaSdk.Services.Known;

namespace SchemaSdk.Tests.Services;

/// <summary>A submit must tell the service the deadline and the options of its run.</summary>
public sealed class ServiceOptionsTests : IDisposable
{
    private readonly ServiceStage _fal = new(KnownServices.Fal);
    private readonly ServiceStage _replicate = new(KnownServices.Replicate);

    public ServiceOptionsTests()
    {
        _fal.Server.Answers(200, """{"request_id":"7"}""");
        _replicate.Server.Answers(201, """{"id":"7","status":"starting"}""");
    }

    public void Dispose()
    {
        _fal.Dispose();
        _replicate.Dispose();
    }

    [Fact]
    public async Task Fal_repeats_and_reroutes_nothing_by_default()
    {
        var headers = await FalHeadersAsync();

        Assert.Equal(
            [("X-Fal-No-Retry", "1"), ("X-Fal-Request-Timeout", "1800"), ("x-app-fal-disable-fallback", "true")], headers);
    }

    [Fact]
    public async Task Options_of_a_run_replace_those_of_the_client()
    {
        _fal.Options.Service = new FalOptions { StoresPayloads = false };

        var headers = await FalHeadersAsync(new RunOptions
        {
            JobTimeout = TimeSpan.FromMilliseconds(2100),
            Service = new FalOptions
            {
                Retries = true,
                Fallbacks = true,
                LowPriority = true,
                FileLifetime = TimeSpan.FromHours(1),
            },
        });

        Assert.Equal(
            [
                ("X-Fal-Object-Lifecycle-Preference", """{"expiration_duration_seconds":3600}"""), ("X-Fal-Queue-Priority", "low"),
                ("X-Fal-Request-Timeout", "3"),
            ],
            headers);
    }

    [Theory]
    [InlineData(FalFileAccess.Hide, null, """{"initial_acl":{"default":"hide"}}""")]
    [InlineData(FalFileAccess.Forbid, 60, """{"expiration_duration_seconds":60,"initial_acl":{"default":"forbid"}}""")]
    [InlineData(FalFileAccess.Allow, null, """{"initial_acl":{"default":"allow"}}""")]
    public async Task A_submit_tells_fal_who_may_read_the_files_of_the_output(FalFileAccess access, int? seconds, string header)
    {
        var headers = await FalHeadersAsync(new RunOptions
        {
            Service = new FalOptions
            {
                FileAccess = access,
                FileLifetime = seconds is { } count ? TimeSpan.FromSeconds(count) : null,
            },
        });

        Assert.Contains(("X-Fal-Object-Lifecycle-Preference", header), headers);
    }

    [Fact]
    public async Task Options_of_the_client_apply_to_every_run()
    {
        _fal.Options.Service = new FalOptions { StoresPayloads = false, StartsWithinTimeout = false, Retries = true, Fallbacks = true };

        Assert.Equal([("X-Fal-Store-IO", "0")], await FalHeadersAsync(new RunOptions { JobTimeout = TimeSpan.FromSeconds(1) }));
    }

    [Theory]
    [InlineData("order-1:A=b/c", "order-1:A=b/c")]
    [InlineData("a,b", "", true)]
    [InlineData("a b", "", true)]
    [InlineData("Straße", "", true)]
    public async Task The_key_of_a_job_is_a_tag(string key, string tag, bool isHash = false)
    {
        _fal.Options.Ledger = new MemoryJobLedger(new MemoryStore());

        var headers = await FalHeadersAsync(new RunOptions { Key = key });

        var value = headers.Single(static header => header.Name == "X-Fal-Tags").Value;
        Assert.StartsWith($"job-key={(isHash ? "sha256-" : tag)}", value, StringComparison.Ordinal);
        Assert.Equal("job-key=".Length + (isHash ? "sha256-".Length + 64 : tag.Length), value.Length);
    }

    [Theory]
    [InlineData(90_500, "91s")]
    [InlineData(1_000, "5s")]
    [InlineData(86_400_000, "86400s")]
    public async Task Replicate_cancels_a_job_after_its_timeout(int milliseconds, string header)
    {
        await _replicate.SubmitAsync("acme/still", new RunOptions { JobTimeout = TimeSpan.FromMilliseconds(milliseconds) });

        Assert.Equal(header, _replicate.Server.Headers[0]["Cancel-After"]);
    }

    [Fact]
    public async Task Replicate_lets_a_job_run_if_its_options_say_so()
    {
        await _replicate.SubmitAsync("acme/still", new RunOptions { Service = new ReplicateOptions { CancelsAfterTimeout = false } });

        Assert.DoesNotContain("Cancel-After", _replicate.Server.Headers[0].Keys);
    }

    [Fact]
    public async Task Options_of_another_service_are_refused()
    {
        _replicate.Options.Service = new FalOptions();

        var ofRun = await Assert.ThrowsAsync<ArgumentException>(
            () => _fal.SubmitAsync("acme/still", new RunOptions { Service = new ReplicateOptions() }));
        var ofClient = Assert.Throws<ArgumentException>(() => _replicate.Client);

        Assert.StartsWith(
            "RunOptions.Service has options of Replicate (ReplicateOptions), but the client calls fal. Set options of fal, or none.",
            ofRun.Message,
            StringComparison.Ordinal);
        Assert.StartsWith("ModelClientOptions.Service has options of fal (FalOptions)", ofClient.Message, StringComparison.Ordinal);
        Assert.Empty(_fal.Server.Asked);
    }

    [Fact]
    public async Task An_invalid_value_is_refused()
    {
        var options = new RunOptions { Service = new FalOptions { FileLifetime = TimeSpan.Zero } };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _fal.SubmitAsync("acme/still", options));

        Assert.Empty(_fal.Server.Asked);
    }

    [Fact]
    public void The_options_have_the_names_of_the_services() => Assert.Equal(
        [new FalOptions().ServiceName, new ReplicateOptions().ServiceName], [ModelService.Fal.Name, ModelService.Replicate.Name]);

    [Fact]
    public async Task A_profile_that_throws_while_it_prepares_a_submit_sends_nothing()
    {
        using var stage = new ServiceStage(new Throwing());

        var error = await Soon.Throws<ModelException>(stage.Client.Still.SubmitAsync("a cat"));

        Assert.Contains("Nothing runs.", error.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Server.Asked);
    }

    private async Task<List<(string Name, string Value)>> FalHeadersAsync(RunOptions? options = null)
    {
        await _fal.SubmitAsync("acme/still", options);
        return [.. _fal.Server.Headers[0]
            .Where(static header => header.Key.Contains("fal", StringComparison.OrdinalIgnoreCase))
            .Select(static header => (header.Key, header.Value))
            .OrderBy(static header => header.Key, StringComparer.Ordinal)];
    }

    private sealed class Throwing : OtherProfile
    {
        public override void PrepareSubmit(HttpRequestMessage request, SubmitDetails submit) => throw new FormatException();
    }
}
