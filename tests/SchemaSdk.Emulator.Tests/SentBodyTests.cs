using System.Net;
using System.Text.Json;

namespace SchemaSdk.Emulation.Tests;

/// <summary>Tests how much of its body a client sends when the connection breaks before the emulator has read the body.</summary>
public sealed class SentBodyTests
{
    private const int Small = 1000;
    private const int Large = 60 << 20;   // even half of it exceeds the buffers of sockets

    private static readonly FaultPhase[] Phases = [FaultPhase.BeforeBody, FaultPhase.MidBody];

    public static IEnumerable<object[]> Breaks =>
        from phase in Phases
        from kind in (string[])["reset", "close", "hang"]
        from length in (int[])[Small, Large]
        select new object[] { phase, kind, length, length == Small || kind == "close" };

    public static IEnumerable<object[]> Submits =>
        from listening in (bool[])[false, true]
        from phase in Phases
        from kind in (string[])["reset", "close"]
        select new object[] { listening, phase, kind };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task The_handler_and_the_socket_let_a_client_send_the_same_part_of_its_body(
        FaultPhase phase, string kind, int length, bool isWhole)
    {
        await using var near = Bench.Start();
        await using var far = await Bench.StartListeningAsync();

        var sent = new[] { await SendAsync(near, Break(kind, phase), length), await SendAsync(far, Break(kind, phase), length) };

        Assert.Equal([isWhole, isWhole], sent);
    }

    [Theory]
    [InlineData(FaultPhase.BeforeBody)]
    [InlineData(FaultPhase.MidBody)]
    public async Task The_whole_body_is_sent_before_an_early_answer_is_read(FaultPhase phase)
    {
        await using var near = Bench.Start();
        await using var far = await Bench.StartListeningAsync();

        var sent = new[]
        {
            await SendAsync(near, EmulatorFault.Status(503, phase), Small), await SendAsync(far, EmulatorFault.Status(503, phase), Small),
        };

        Assert.Equal([true, true], sent);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("hang")]
    public async Task The_handler_and_the_socket_let_a_client_send_a_small_body_through_a_connection_that_is_not_read(string kind)
    {
        await using var near = Bench.Start();
        await using var far = await Bench.StartListeningAsync();

        var sent = new[]
        {
            await SendAsync(near, Break(kind, FaultPhase.Connect), Small), await SendAsync(far, Break(kind, FaultPhase.Connect), Small),
        };

        Assert.Equal([true, true], sent);
    }

    [Theory]
    [MemberData(nameof(Submits))]
    public async Task A_submit_whose_connection_breaks_before_its_body_is_read_is_unknown_and_not_sent_again(
        bool listening, FaultPhase phase, string kind)
    {
        await using var bench = await StartAsync(listening);
        bench.Emulator.Faults.Add(EmulatorCall.Submit, Break(kind, phase));

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => RunAsync(bench, Service(bench, listening)));

        Assert.Equal((1, 0), (bench.Emulator.RequestsOf(EmulatorCall.Submit), bench.Emulator.Bills));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_that_retries_does_not_send_a_submit_again(bool listening)
    {
        await using var bench = await StartAsync(listening);
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(
            () => RunAsync(bench, new Retrying { InnerHandler = Service(bench, listening) }));

        Assert.Equal(1, bench.Emulator.Bills);
    }

    /// <summary>Starts an emulator whose jobs end at once.</summary>
    private static async Task<Bench> StartAsync(bool listening)
    {
        static void AtOnce(ModelEmulatorOptions options) => (options.QueueTime, options.RunTime) = (TimeSpan.Zero, TimeSpan.Zero);
        return listening ? await Bench.StartListeningAsync(AtOnce) : Bench.Start(AtOnce);
    }

    private static HttpMessageHandler Service(Bench bench, bool listening) =>
        listening ? new SocketsHttpHandler() : bench.Emulator.CreateHandler();

    private static async Task RunAsync(Bench bench, HttpMessageHandler handler)
    {
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        await using var client = new FilesClient(ModelService.RunComfy, http, new()
        {
            BaseAddress = bench.Emulator.Address,
            ApiToken = bench.Emulator.Token,
            TimeProvider = new FakeTime { SkipsDelays = true },
        });
        using var input = JsonDocument.Parse(Bench.Valid);
        await client.RunAsync(SchemaModel.TextToVideo, input.RootElement);
    }

    private static EmulatorFault Break(string kind, FaultPhase phase) => kind switch
    {
        "reset" => EmulatorFault.Reset(phase),
        "close" => EmulatorFault.Close(phase),
        _ => EmulatorFault.Hang(phase),
    };

    /// <summary>Sends a submit that gets this fault. Returns true if the whole body was sent.</summary>
    private static async Task<bool> SendAsync(Bench bench, EmulatorFault fault, int length)
    {
        bench.Emulator.Faults.Add(fault.Phase == FaultPhase.Connect ? EmulatorCall.Connect : EmulatorCall.Submit, fault);
        using var patience = new CancellationTokenSource();
        var body = new SteppedContent(length);
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/models/" + SchemaModel.TextToVideo) { Content = body };

        var sending = bench.Http.SendAsync(request, patience.Token);
        if (fault.ToString().StartsWith("hang", StringComparison.Ordinal))
        {
            await Soon.Until(() => body.IsWhole || body.Sent > 1 << 20);
            await patience.CancelAsync();
        }

        await ((Task)sending).Soonish().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return body.IsWhole;
    }

    /// <summary>If a request fails, sends it a second time.</summary>
    private sealed class Retrying : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
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
