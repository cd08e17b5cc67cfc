namespace SchemaSdk.Tests.Bench;

/// <summary>A body that begins and never ends.</summary>
/// <param name="start">The beginning of the body.</param>
/// <param name="isDeaf">True if a read ignores its cancellation token, as the streams of some handlers do.</param>
internal sealed class HangingBody(string start, bool isDeaf = false) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(start))
{
    public override bool CanSeek => false;

    public static Step Answer(int status, string start, string? retryAfter = null, bool isDeaf = false) =>
        Steps.Answer(status, "", retryAfter).With(response => response.Content = new StreamContent(new HangingBody(start, isDeaf)));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (await base.ReadAsync(buffer, CancellationToken.None) is var count and > 0)
        {
            return count;
        }

        await Task.Delay(Timeout.Infinite, isDeaf ? CancellationToken.None : cancellationToken);
        return 0;
    }
}
