namespace SchemaSdk.Emulation.Tests.Recordings;

/// <summary>Tests jobs whose submit cannot be sent. The client must report this in the same way with and without a recording.</summary>
public sealed class UnsentTests
{
    public static TheoryData<HttpRequestError> Failures =>
        new(HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError, HttpRequestError.SecureConnectionError);

    [Fact]
    public async Task A_job_with_a_negative_price_is_not_sent()
    {
        await using var service = new RecordedService();
        await using var client = service.Record(configure: static options => options.PriceUsd = static (_, _) => -1);

        var refused = await Assert.ThrowsAsync<ModelBudgetException>(() => client.RunAsync("""{"prompt":"A kite."}"""));

        Assert.Contains("PriceUsd returned -$1.00. Nothing was sent", refused.Message, StringComparison.Ordinal);
        Assert.Null(refused.EstimateUsd);
        Assert.Equal(0, service.Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_error_for_a_job_without_a_connection_says_that_no_job_was_started(HttpRequestError error)
    {
        await using var service = new RecordedService();
        await using var client = service.Record(configure: options => options.InnerHandler = new NoNetwork(error));

        var text = await Assert.ThrowsAsync<ModelUnavailableException>(() => client.RunAsync("""{"prompt":"A kite."}"""));
        var file = await Assert.ThrowsAsync<ModelUnavailableException>(
            () => client.Client.Files.RunAsync([ModelFile.FromBytes("GIF89a"u8.ToArray())]));

        Assert.All([text, file], static unsent => Assert.Contains("No job was started", unsent.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(RecordingMode.Replay)]
    [InlineData(RecordingMode.RecordMissing)]
    public async Task A_file_that_cannot_be_read_is_named(RecordingMode mode)
    {
        await using var service = new RecordedService();
        await using var client = mode == RecordingMode.Replay ? service.Replay() : service.Record();

        var wrong = await Assert.ThrowsAsync<ModelInputException>(
            () => client.Client.Files.RunAsync([ModelFile.FromStream(new BrokenStream(), "image/png")]));

        Assert.Contains("/files/0", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(0, service.Emulator.RequestsOf(EmulatorCall.Submit));
    }

    private sealed class NoNetwork(HttpRequestError error) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(error, "No such network.");
    }

    /// <summary>A stream that fails after its first few kilobytes.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        private int _reads;

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _reads++ < 3 ? new(buffer.Length) : throw new IOException("The disk is gone.");
    }
}
