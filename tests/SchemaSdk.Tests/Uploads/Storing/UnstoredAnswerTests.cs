namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>Storages send some errors with a success status. A job must not be submitted, and paid for, without its file.</summary>
public sealed class UnstoredAnswerTests : IDisposable
{
    private const string XmlError = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>InternalError</Code></Error>
        """;

    private readonly StorageStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData("PUT", 300_000, XmlError)]
    [InlineData("PUT", 300_000, "<!DOCTYPE html><p>Bad gateway</p>")]
    [InlineData("POST https://v3b.fal.media", 91 << 20, XmlError)]
    public async Task An_error_with_a_success_status_is_sent_again(string to, int size, string body)
    {
        _stage.Server.Fault = (call, before) =>
            call.StartsWith(to, StringComparison.Ordinal) && before == 0 ? StorageServer.Says(200, body) : null;

        await _stage.SubmitAsync(ModelFile.FromBytes(Media.Png(size)));

        Assert.Equal(2, _stage.Server.Calls.GroupBy(static call => call).Max(static calls => calls.Count()));
        Assert.Equal([StorageServer.FileAddress], _stage.Files);
    }

    [Fact]
    public async Task An_error_that_lasts_submits_nothing()
    {
        _stage.Server.Fault = static (call, _) =>
            call.StartsWith("PUT", StringComparison.Ordinal) ? StorageServer.Says(200, XmlError) : null;

        var error = await _stage.RefusedAsync<ModelUnavailableException>(ModelFile.FromBytes(Media.Png(300_000)));

        Assert.Contains("could not be stored at v3b.fal.media within 120 s: HTTP 200", error.Message, StringComparison.Ordinal);
    }
}
