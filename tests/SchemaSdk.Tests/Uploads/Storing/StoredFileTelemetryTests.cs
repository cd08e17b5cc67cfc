using System.Diagnostics;

namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>A stored file has a span and a log message. Both contain the size, but neither the address nor the name.</summary>
public sealed class StoredFileTelemetryTests : IDisposable
{
    private readonly StorageStage _fal = new();
    private readonly StorageStage _replicate = new(ModelService.Replicate.Profile);
    private readonly ListLog _log = new();

    public StoredFileTelemetryTests() => _fal.Options.LoggerFactory = _replicate.Options.LoggerFactory = _log;

    public static TheoryData<string, int, int> Files => new()
    {
        { "fal", 300_000, 1 }, { "Replicate", 300_000, 1 }, { "a stream of fal", 1000, 1 }, { "a stream of fal", (20 << 20) + 1, 3 },
        { "a stream of Replicate", 300_000, 1 },
    };

    public void Dispose()
    {
        _fal.Dispose();
        _replicate.Dispose();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_stored_file_is_reported_with_its_size_and_its_parts(string source, int size, int parts)
    {
        var stage = source.EndsWith("fal", StringComparison.Ordinal) ? _fal : _replicate;
        using var listener = new Listener(stage.Options);
        stage.Server.StoredAddress = $"{stage.Options.BaseAddress}files/f";
        stage.Server.Fault = static (call, before) =>
            !call.Contains("/acme/files", StringComparison.Ordinal) && before == 0 && call.StartsWith("PUT", StringComparison.Ordinal)
                ? StorageServer.Says(503)
                : null;
        var content = Media.Png(size);

        await stage.SubmitAsync(
            source.StartsWith("a stream", StringComparison.Ordinal)
                ? ModelFile.FromStream(new ForwardStream(content) { Most = 1 << 16 })
                : ModelFile.FromBytes(content));

        var span = Assert.Single(listener.Requests, static span => span.DisplayName == "schemasdk.store");
        Assert.Equal(((long)size, parts, null), (span.GetTagItem("file.size"), span.GetTagItem("schemasdk.file.parts"), Error(span)));
        var line = Assert.Single(_log.Lines, static line => line.Contains("was stored", StringComparison.Ordinal));
        Assert.Matches(
            $@"^Information: An input file for acme/files was stored after [0-9:.]+\. Bytes: {size}, parts: {parts} $", line);
    }

    [Fact]
    public async Task The_span_of_a_file_is_current_while_the_file_is_stored_and_belongs_to_the_job()
    {
        using var listener = new Listener(_fal.Options);
        var current = new List<string?>();
        _fal.Server.Received = (_, _, _) =>
        {
            current.Add(Activity.Current?.DisplayName);
            return Task.CompletedTask;
        };

        var job = await _fal.SubmitAsync(ModelFile.FromBytes(Media.Png(300_000)));

        Assert.Equal(["schemasdk.store", "schemasdk.store", "schemasdk.submit"], current);
        Assert.All(listener.Requests, request => Assert.NotEqual(default, request.ParentSpanId));
        Assert.Single(listener.Requests.Select(static request => request.ParentSpanId).Distinct());
        Assert.NotEmpty(job.RequestId);
    }

    [Fact]
    public async Task Neither_the_span_nor_the_message_has_an_address_or_a_name_of_the_file()
    {
        using var listener = new Listener(_fal.Options);

        await _fal.SubmitAsync(ModelFile.FromBytes(Media.Png(300_000)));

        var span = Assert.Single(listener.Requests, static span => span.DisplayName == "schemasdk.store");
        Assert.Equal(
            ["file.size", "gen_ai.request.model", "schemasdk.file.parts", "server.address", "server.port"],
            span.TagObjects.Select(static tag => tag.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("signature", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fal.media", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_has_the_key_of_the_job()
    {
        using var folder = new TemporaryFolder();
        _fal.Options.Ledger = new MemoryJobLedger(new MemoryStore(), new JobLedgerOptions { InputFolder = folder.Path });

        await Soon.Async(_fal.Model.SubmitAsync([ModelFile.FromBytes(Media.Png(300_000))], new RunOptions { Key = "order-1" }));

        Assert.Single(_log.Lines, static line => line.EndsWith("parts: 1 (key order-1) ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_refused_has_a_failed_span_and_no_message()
    {
        using var listener = new Listener(_fal.Options);
        _fal.Server.Fault = static (call, _) => call.Contains("/put/", StringComparison.Ordinal) ? StorageServer.Says(403) : null;

        await _fal.RefusedAsync<ModelApiException>(ModelFile.FromBytes(Media.Png(300_000)));

        var span = Assert.Single(listener.Requests);
        Assert.Equal(("SchemaSdk.ModelApiException", 403), (Error(span), span.GetTagItem("http.response.status_code")));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.DoesNotContain("was stored", _log.Text, StringComparison.Ordinal);
    }

    private static object? Error(Activity span) => span.GetTagItem("error.type");
}
