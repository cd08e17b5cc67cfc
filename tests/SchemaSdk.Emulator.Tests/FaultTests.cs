using System.Net;
using System.Net.Sockets;

namespace SchemaSdk.Emulation.Tests;

public sealed class FaultTests
{
    private static readonly FaultPhase[] RequestPhases =
        [FaultPhase.BeforeBody, FaultPhase.MidBody, FaultPhase.AfterBody, FaultPhase.BeforeResponse, FaultPhase.MidResponse];

    public static IEnumerable<object[]> Breaks =>
        from listening in (bool[])[false, true]
        from phase in RequestPhases
        from kind in (string[])["reset", "close", "hang"]
        select new object[] { listening, phase, kind };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_broken_request_is_executed_only_if_it_broke_at_BeforeResponse_or_later(
        bool listening, FaultPhase phase, string kind)
    {
        await using var bench = await StartAsync(listening);
        bench.Emulator.Faults.Add(EmulatorCall.Submit, Break(kind, phase));

        var isExecuted = phase is FaultPhase.BeforeResponse or FaultPhase.MidResponse;
        var expected = (1L, isExecuted ? 1L : 0L);
        (long, long) Counted() => (bench.Emulator.RequestsOf(EmulatorCall.Submit), bench.Emulator.Bills);

        await AssertBreaksAsync(bench, kind, () => Counted() == expected);

        Assert.Equal(expected, Counted());
        Assert.Equal(200, (await bench.SubmitAsync()).Code);
    }

    [Theory]
    [InlineData(false, FaultPhase.Connect, "reset")]
    [InlineData(false, FaultPhase.Connect, "hang")]
    [InlineData(false, FaultPhase.Handshake, "close")]
    [InlineData(true, FaultPhase.Connect, "reset")]
    [InlineData(true, FaultPhase.Connect, "close")]
    [InlineData(true, FaultPhase.Connect, "hang")]
    [InlineData(true, FaultPhase.Handshake, "reset")]
    [InlineData(true, FaultPhase.Handshake, "close")]
    [InlineData(true, FaultPhase.Handshake, "hang")]
    public async Task A_connection_that_breaks_while_it_opens_carries_no_request(bool listening, FaultPhase phase, string kind)
    {
        await using var bench = await StartAsync(listening);
        bench.Emulator.Faults.Add(EmulatorCall.Connect, Break(kind, phase));

        await AssertBreaksAsync(bench, kind, () => bench.Emulator.RequestsOf(EmulatorCall.Connect) == 1);

        Assert.Equal((1, 0, 0), (bench.Emulator.RequestsOf(EmulatorCall.Connect), bench.Emulator.Requests, bench.Emulator.Bills));
        Assert.Equal(200, (await bench.SubmitAsync()).Code);
    }

    [Theory]
    [InlineData(false, "reset")]
    [InlineData(false, "close")]
    [InlineData(true, "reset")]
    [InlineData(true, "close")]
    public async Task Half_of_an_answer_arrives_before_the_connection_breaks(bool listening, string kind)
    {
        await using var bench = await StartAsync(listening);
        var id = (await bench.RunAsync()).Id;
        bench.Emulator.Faults.Add(EmulatorCall.Download, Break(kind, FaultPhase.MidResponse));

        using var response = await bench.Http.GetAsync($"files/{id}/video.mp4", HttpCompletionOption.ResponseHeadersRead);
        var part = new MemoryStream();
        await Assert.ThrowsAnyAsync<IOException>(async () => await (await response.Content.ReadAsStreamAsync()).CopyToAsync(part));

        Assert.Equal(response.Content.Headers.ContentLength / 2, part.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_arrives_byte_by_byte_is_complete(bool listening)
    {
        await using var bench = await StartAsync(listening, options => options.TimeProvider = TimeProvider.System);
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Drip(TimeSpan.FromMilliseconds(1)));

        var answer = await bench.SubmitAsync();

        Assert.Equal(bench.Emulator.BilledRequestIds, [answer.Id]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fault_can_give_any_answer_and_a_submit_is_billed_only_if_the_fault_is_at_BeforeResponse(bool listening)
    {
        await using var bench = await StartAsync(listening);
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(502));
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Answer(200, "text/html", "<html>Welcome</html>"));
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Redirect(new Uri("https://other.example/v1")));
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(429, TimeSpan.FromSeconds(6.2)));

        var answers = new[] { await bench.SubmitAsync(), await bench.SubmitAsync() };
        using var redirect = await bench.Http.AskAsync(HttpMethod.Post, "v1/models/" + SchemaModel.TextToVideo, Bench.Valid);
        using var busy = await bench.Http.GetAsync("v1/requests/x/status");

        Assert.Equal([new Answer(502, ""), new Answer(200, "<html>Welcome</html>")], answers);
        Assert.Equal((307, "https://other.example/v1"), ((int)redirect.StatusCode, redirect.Headers.Location!.AbsoluteUri));
        Assert.Equal((429, TimeSpan.FromSeconds(7)), ((int)busy.StatusCode, busy.Headers.RetryAfter!.Delta));
        Assert.Equal(0, bench.Emulator.Bills);

        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(504, FaultPhase.BeforeResponse));
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Answer(
            503, "text/html", "<html>503</html>", TimeSpan.FromSeconds(7), FaultPhase.BeforeResponse));
        Assert.Equal(new Answer(504, ""), await bench.SubmitAsync());
        Assert.Equal(new Answer(503, "<html>503</html>"), await bench.SubmitAsync());
        Assert.Equal(2, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_gzip_bomb_is_small_and_unpacks_to_its_size()
    {
        await using var bench = await Bench.StartListeningAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });
        var id = (await bench.RunAsync()).Id;
        bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.GzipBomb(8 << 20), times: 2);

        using var packed = await bench.Http.GetAsync($"files/{id}/image.png");
        var unpacked = await http.GetByteArrayAsync(new Uri(bench.Emulator.Address, $"files/{id}/image.png"));
        var image = await http.GetByteArrayAsync(new Uri(bench.Emulator.Address, $"files/{id}/image.png"));

        Assert.Equal("gzip", packed.Content.Headers.ContentEncoding.Single());
        Assert.InRange((await packed.Content.ReadAsByteArrayAsync()).Length, 1, image.Length + (16 << 10));
        Assert.Equal(image.Length + (8 << 20), unpacked.Length);
        Assert.Equal(image, unpacked[..image.Length]);
    }

    [Fact]
    public async Task An_answer_can_be_truncated_have_wrong_types_or_another_request_id()
    {
        await using var bench = Bench.Start();
        var first = (await bench.SubmitAsync()).Id;
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.OtherRequestId);
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.WrongTypes);
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.TruncatedJson);
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.OtherRequestId);

        var renamed = await bench.SubmitAsync();
        var retyped = await bench.SubmitAsync();
        var cut = await bench.SubmitAsync();

        Assert.Equal(first, renamed.Id);
        Assert.Equal("7", retyped.Body["request_id"]!.ToJsonString());
        Assert.StartsWith("{\"request_id\":", cut.Text, StringComparison.Ordinal);
        Assert.False(cut.Text.EndsWith('}'));
        Assert.Equal(4, bench.Emulator.BilledRequestIds.Distinct().Count());
        Assert.NotEqual(first, (await bench.StatusAsync(first)).Id);
        Assert.Equal(first, (await bench.StatusAsync(first)).Id);
    }

    [Fact]
    public async Task A_clock_jump_ends_jobs_and_a_jump_back_resumes_them()
    {
        await using var bench = Bench.Start();
        var id = (await bench.SubmitAsync()).Id;
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.ClockJump(TimeSpan.FromDays(1)));
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.ClockJump(TimeSpan.FromDays(-2)));

        Assert.Equal("completed", (await bench.StatusAsync(id))["status"]);
        Assert.Equal("in_queue", (await bench.StatusAsync(id))["status"]);
    }

    private static async Task<Bench> StartAsync(bool listening, Action<ModelEmulatorOptions>? configure = null) =>
        listening ? await Bench.StartListeningAsync(configure) : Bench.Start(configure);

    private static EmulatorFault Break(string kind, FaultPhase phase) => kind switch
    {
        "reset" => EmulatorFault.Reset(phase),
        "close" => EmulatorFault.Close(phase),
        _ => EmulatorFault.Hang(phase),
    };

    private static async Task AssertBreaksAsync(Bench bench, string kind, Func<bool> hasArrived)
    {
        if (kind == "hang")
        {
            var submit = bench.SubmitAsync();
            await Soon.Until(hasArrived);
            await Task.Delay(100);
            bench.Http.CancelPendingRequests();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submit);
            return;
        }

        // If a connection is reset while it is being opened, the SocketException is not wrapped in an HttpRequestException.
        var error = await Assert.ThrowsAnyAsync<Exception>(() => bench.SubmitAsync());
        Assert.True(error is HttpRequestException or SocketException, error.ToString());
        var isReset = error.GetBaseException() is SocketException
        {
            SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown or SocketError.NotConnected,
        };
        Assert.Equal(kind == "reset", isReset);
    }
}
