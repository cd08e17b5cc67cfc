namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>A large file must be stored once, before the submit, and other hosts must not receive the token.</summary>
public sealed class StoringTests : IDisposable
{
    private const string Start = "POST https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3";
    private const string StartParts = "POST https://rest.fal.ai/storage/upload/initiate-multipart?storage_type=fal-cdn-v3";
    private const string Put = "PUT https://v3b.fal.media/put/7?signature=s";
    private const string Complete = "POST https://v3b.fal.media/put/7/complete?signature=s";
    private const string Submit = "POST https://queue.fal.run/acme/files";

    private readonly StorageStage _stage = new();

    public void Dispose() => _stage.Dispose();

    private StorageServer Server => _stage.Server;

    [Fact]
    public async Task A_small_file_is_sent_inside_the_request()
    {
        var content = Media.Png(256 << 10);

        await _stage.SubmitAsync(ModelFile.FromBytes(content));

        Assert.Equal([Media.DataUri(content)], _stage.Files);
        Assert.Equal([Submit], Server.Calls);
    }

    [Fact]
    public async Task A_larger_file_is_stored_first_and_the_token_stays_at_the_service()
    {
        var content = Media.Png((256 << 10) + 1);

        await _stage.SubmitAsync(ModelFile.FromBytes(content), "https://x.example/1", ModelFile.FromBytes(Media.Png(9)));

        Assert.Equal([StorageServer.FileAddress, "https://x.example/1", Media.DataUri(Media.Png(9))], _stage.Files);
        Assert.Equal(content, Server.Stored);
        var key = $"Key {StorageStage.Token}";
        Assert.Equal(
            [(Start, key), (Put, null), (Submit, key)], Server.Asked.Select(static asked => (asked.Call, asked.Authorization)));
        Assert.Equal(content.Length, Server.Asked[1].Length);
    }

    [Fact]
    public async Task A_file_that_is_used_twice_or_submitted_again_is_stored_once()
    {
        Server.Fault = static (call, before) => call == Submit && before == 0 ? StorageServer.Says(429) : null;
        var file = ModelFile.FromStream(new MemoryStream(Media.Png(300_000)));

        await _stage.SubmitAsync(file, file);

        Assert.Equal([StorageServer.FileAddress, StorageServer.FileAddress], _stage.Files);
        Assert.Equal([Start, Put, Submit, Submit], Server.Calls);
    }

    [Fact]
    public async Task Replicate_gets_a_form_with_the_token()
    {
        using var stage = new StorageStage(ModelService.Replicate.Profile);
        stage.Server.StoredAddress = "https://api.replicate.com/v1/files/f";
        var content = Media.Png(300_000);

        await stage.SubmitAsync(ModelFile.FromBytes(Media.Png(9)), ModelFile.FromBytes(content), ModelFile.FromBytes(Media.Png(10)));

        Assert.Equal(
            [Media.DataUri(Media.Png(9)), "https://api.replicate.com/v1/files/f", Media.DataUri(Media.Png(10))], stage.Files);
        Assert.Equal(("POST https://api.replicate.com/v1/files", $"Bearer {StorageStage.Token}"),
            (stage.Server.Asked[0].Call, stage.Server.Asked[0].Authorization));
        var form = Encoding.Latin1.GetString(stage.Server.Stored);
        Assert.Contains("; name=\"content\"; filename=\"file.png\"\r\nContent-Type: image/png\r\n\r\n", form, StringComparison.Ordinal);
        Assert.Contains(Encoding.Latin1.GetString(content), form, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://v3b.fal.media/put")]
    [InlineData("https://v3b.fal.media:8443/put")]
    [InlineData("https://user:pass@v3b.fal.media/put")]
    [InlineData("https://v3b.fal.media.thief.example/put")]
    [InlineData("https://localhost/put")]
    [InlineData("http://169.254.169.254/put")]
    [InlineData("file:///etc/passwd")]
    public async Task A_hostile_address_gets_neither_the_file_nor_the_submit(string address)
    {
        Server.UploadAddress = address;
        var upload = await _stage.RefusedAsync<ModelApiException>(ModelFile.FromBytes(Media.Png(300_000)));
        Server.UploadAddress = "https://v3b.fal.media/put";
        Server.StoredAddress = address;
        var file = await _stage.RefusedAsync<ModelApiException>(ModelFile.FromBytes(Media.Png(300_000)));

        Assert.Equal([Start, Start], Server.Calls);
        Assert.All([upload, file], static exception =>
        {
            Assert.Contains("/files/0", exception.Message, StringComparison.Ordinal);
            Assert.Contains("Nothing was submitted.", exception.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_large_file_is_sent_in_parts_and_only_a_lost_part_is_sent_again()
    {
        const int Size = (91 << 20) + 5;
        var content = Media.Png(Size);
        Server.Fault = static (call, before) => call.StartsWith("PUT https://v3b.fal.media/put/7/4?", StringComparison.Ordinal)
            ? before switch { 0 => StorageServer.Loses, 1 => StorageServer.Says(503), 2 => StorageServer.Says(200, "<html>"), _ => null }
            : null;

        await _stage.SubmitAsync(ModelFile.FromBytes(content));

        var parts = new[] { 1, 2, 3, 4, 4, 4, 4, 5, 6, 7, 8, 9, 10 }
            .Select(static part => $"PUT https://v3b.fal.media/put/7/{part}?signature=s");
        Assert.Equal([StartParts, .. parts, Complete, Submit], Server.Calls);
        Assert.Equal(content.Length, Server.Stored.Length);
        Assert.Equal([StorageServer.FileAddress], _stage.Files);
        Assert.All(Server.Asked.Where(static asked => asked.Call.Contains("fal.media")), static asked => Assert.Null(asked.Authorization));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(25 << 20)]
    public async Task A_stream_that_cannot_seek_is_sent_in_parts_that_can_be_sent_again(int size)
    {
        var content = Media.Png(size);
        Server.Fault = static (call, before) =>
            call.StartsWith("PUT", StringComparison.Ordinal) && before == 0 ? StorageServer.Loses : null;
        var file = ModelFile.FromStream(new ForwardStream(content) { Most = 1 << 16 });

        await _stage.SubmitAsync(file, file);

        Assert.Equal(content, Server.Stored);
        Assert.Equal([StorageServer.FileAddress, StorageServer.FileAddress], _stage.Files);
    }

    [Fact]
    public async Task Each_failed_request_of_an_upload_is_sent_again()
    {
        Server.Fault = static (call, before) => call == Submit ? null : before switch
        {
            0 => StorageServer.Loses,
            1 => StorageServer.Says(500),
            2 => StorageServer.Says(200, StorageServer.XmlError),
            3 => StorageServer.Says(200, "<!DOCTYPE html><p>Bad gateway</p>"),
            _ => null,
        };
        var content = Media.Png(300_000);

        await _stage.SubmitAsync(ModelFile.FromBytes(content));

        Assert.Equal([.. Enumerable.Repeat(Start, 5), .. Enumerable.Repeat(Put, 5), Submit], Server.Calls);
        Assert.Equal(content, Server.Stored);
    }

    [Fact]
    public async Task An_upload_whose_end_is_refused_starts_over_once()
    {
        Server.Fault = static (call, before) => call != Complete ? null : before switch
        {
            0 => StorageServer.Loses,
            1 => StorageServer.Says(200, StorageServer.XmlError),
            2 => StorageServer.Says(400, """{"detail":"completed"}"""),
            _ => null,
        };

        await _stage.SubmitAsync(ModelFile.FromStream(new MemoryStream(Media.Png(91 << 20))));

        Assert.Equal(2, Server.Calls.Count(static call => call == StartParts));
        Assert.Equal([StorageServer.FileAddress], _stage.Files);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_sent_to_Replicate_once()
    {
        using var stage = new StorageStage(ModelService.Replicate.Profile);
        stage.Server.Fault = static (_, _) => StorageServer.Says(503);

        var exception = await stage.RefusedAsync<ModelUnavailableException>(ModelFile.FromStream(new ForwardStream(Media.Png(300_000))));

        Assert.Contains("/files/0 is a stream that was partly read and cannot be rewound", exception.Message, StringComparison.Ordinal);
        Assert.Single(stage.Server.Asked);
    }

    [Fact]
    public async Task A_file_is_closed_while_its_request_waits_for_a_slot()
    {
        using var stage = new StorageStage(ModelService.Replicate.Profile);
        stage.Options.MaxRequestsInFlight = 1;
        stage.Server.StoredAddress = "https://api.replicate.com/v1/files/f";
        var (reached, goes) = (new TaskCompletionSource(), new TaskCompletionSource());
        stage.Server.Received = (_, _, _) => reached.TrySetResult() ? goes.Task : Task.CompletedTask;
        var file = new RewoundStream(Media.Png(300_000));

        var first = stage.SubmitAsync(ModelFile.FromBytes(Media.Png(300_000)));
        await Soon.Async(reached.Task);
        var second = stage.SubmitAsync(ModelFile.FromStream(file));
        await Soon.Until(() => file.Rewinds > 0);
        var rewinds = file.Rewinds;
        goes.SetResult();
        await first;
        await second;

        Assert.Equal(1, rewinds);   // only the check of the input has rewound the file so far
    }

    [Fact]
    public async Task The_wait_for_a_slot_does_not_use_up_the_submit_budget()
    {
        Server.Fault = static (call, before) => call == Start && before < 2 ? StorageServer.Says(503) : null;
        var (reached, goes) = (new TaskCompletionSource(), new TaskCompletionSource());
        Server.Received = (call, before, _) => call == Submit && before == 0 && reached.TrySetResult() ? goes.Task : Task.CompletedTask;
        _stage.Time.SkipsDelays = false;
        _stage.Options.MaxRequestsInFlight = 1;
        _stage.Options.Timeouts.Submit = TimeSpan.FromMinutes(10);

        var file = _stage.SubmitAsync(ModelFile.FromBytes(Media.Png(300_000)));
        var delay = await _stage.Time.NextDelayAsync();
        var other = _stage.SubmitAsync("https://x.example/1");
        await Soon.Async(reached.Task);

        // Without a synchronization context, Advance itself continues the upload until it waits for its slot.
        await Task.Run(() => _stage.Time.Advance(delay));
        _stage.Time.Advance(TimeSpan.FromMinutes(3));
        goes.SetResult();
        await other;
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());
        await file;

        Assert.Equal([StorageServer.FileAddress], _stage.Files);
    }

    private sealed class RewoundStream(byte[] content) : MemoryStream(content)
    {
        public int Rewinds { get; private set; }

        public override long Position
        {
            get => base.Position;
            set => (base.Position, Rewinds) = (value, Rewinds + 1);
        }
    }
}
