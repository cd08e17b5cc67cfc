using System.Net;

namespace SchemaSdk.Emulation.Tests;

public sealed class SentBodyTests
{
    private const int Small = 1000;
    private const int Large = 60 << 20;   // even half of it exceeds the socket buffers

    [Theory]
    [InlineData("submit:reset,at=before-body", Small, true)]
    [InlineData("submit:reset,at=before-body", Large, false)]
    [InlineData("submit:reset,at=mid-body", Small, true)]
    [InlineData("submit:reset,at=mid-body", Large, false)]
    [InlineData("submit:close,at=before-body", Small, true)]
    [InlineData("submit:close,at=before-body", Large, true)]
    [InlineData("submit:close,at=mid-body", Small, true)]
    [InlineData("submit:close,at=mid-body", Large, true)]
    [InlineData("submit:hang,at=before-body", Small, true)]
    [InlineData("submit:hang,at=before-body", Large, false)]
    [InlineData("submit:hang,at=mid-body", Small, true)]
    [InlineData("submit:hang,at=mid-body", Large, false)]
    [InlineData("submit:503,at=before-body", Small, true)]
    [InlineData("submit:503,at=mid-body", Small, true)]
    [InlineData("connect:close", Small, true)]
    [InlineData("connect:hang", Small, true)]
    public async Task The_handler_and_the_socket_let_a_client_send_the_same_part_of_its_body(string fault, int length, bool isWhole)
    {
        await using var near = Bench.Start();
        await using var far = await Bench.StartListeningAsync();

        var sent = new[] { await SendAsync(near, fault, length), await SendAsync(far, fault, length) };

        Assert.Equal([isWhole, isWhole], sent);
    }

    /// <summary>Adds the fault to the emulator, and submits a job. Returns true if the whole body was sent.</summary>
    private static async Task<bool> SendAsync(Bench bench, string fault, int length)
    {
        bench.Emulator.Faults.Add(fault);
        using var patience = new CancellationTokenSource();
        var body = new SteppedContent(length);
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/models/" + SchemaModel.TextToVideo) { Content = body };
        var sending = bench.Http.SendAsync(request, patience.Token);
        if (fault.Contains(":hang", StringComparison.Ordinal))
        {
            await Soon.Until(() => body.IsWhole || body.Sent > 1 << 20);
            await patience.CancelAsync();
        }

        await ((Task)sending).Soonish().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return body.IsWhole;
    }

    /// <summary>A body that is written in steps, like an input with a file.</summary>
    private sealed class SteppedContent(int length) : HttpContent
    {
        private static readonly byte[] Step = new byte[64 << 10];

        private int _sent;

        public int Sent => Volatile.Read(ref _sent);

        /// <summary>True if the last step has begun.</summary>
        public bool IsWhole => Sent == length;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(
            Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            while (!IsWhole)
            {
                var count = Math.Min(Step.Length, length - _sent);
                Volatile.Write(ref _sent, _sent + count);
                await stream.WriteAsync(Step.AsMemory(0, count), cancellationToken);
            }
        }

        protected override bool TryComputeLength(out long count)
        {
            count = length;
            return true;
        }
    }
}
