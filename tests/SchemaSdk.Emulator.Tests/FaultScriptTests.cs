namespace SchemaSdk.Emulation.Tests;

public sealed class FaultScriptTests
{
    [Fact]
    public async Task A_script_is_played_in_order_and_ends()
    {
        await using var bench = Bench.Start();
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.None);
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(503), times: 2);
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(408));

        Assert.Equal([200, 503, 503, 408, 200, 200], await bench.PollAsync(polls: 6));
    }

    [Fact]
    public async Task Each_kind_of_call_has_its_own_script()
    {
        await using var bench = Bench.Start();
        bench.Emulator.Faults.Add(EmulatorCall.Result, EmulatorFault.Status(500), times: int.MaxValue);
        bench.Emulator.Faults.Add(EmulatorCall.Cancel, EmulatorFault.Status(501));
        bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(502));
        bench.Emulator.Faults.Add(EmulatorCall.Catalog, EmulatorFault.Status(503));
        var id = (await bench.SubmitAsync()).Id;

        var codes = new[]
        {
            (await bench.StatusAsync(id)).Code, (await bench.ResultAsync(id)).Code, (await bench.ResultAsync(id)).Code,
            (await bench.CancelAsync(id)).Code, (await bench.SendAsync(HttpMethod.Get, $"files/{id}/video.mp4")).Code,
            (await bench.SendAsync(HttpMethod.Get, "v1/models")).Code, (await bench.SendAsync(HttpMethod.Get, "v1/models")).Code,
        };

        Assert.Equal([200, 500, 500, 501, 502, 503, 200], codes);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_temporary_refusal_has_the_format_of_the_service_and_bills_nothing(int status)
    {
        await using var bench = Bench.Start();
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.NotNow(status, TimeSpan.FromSeconds(7)));

        var refused = await bench.SubmitAsync();

        Assert.Equal((status, (status * 1000) + 1, 0), (refused.Code, refused.ErrorCode, bench.Emulator.Bills));
        Assert.Equal(200, (await bench.SubmitAsync()).Code);
    }

    [Fact]
    public async Task An_impossible_fault_is_refused()
    {
        await using var emulator = new ModelEmulator([]);

        Assert.Throws<ArgumentOutOfRangeException>(() => EmulatorFault.NotNow(500, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmulatorFault.NotNow(503, TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmulatorFault.NotNow(503, TimeSpan.FromSeconds(1), FaultPhase.BeforeResponse));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmulatorFault.Answer(503, "text/html", "", TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmulatorFault.Status(503, TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmulatorFault.Status(503, FaultPhase.MidResponse));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmulatorFault.Reset((FaultPhase)17));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmulatorFault.GzipBomb(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmulatorFault.Redirect(new Uri("https://a.example"), 200));
        Assert.Throws<ArgumentOutOfRangeException>(() => emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.None, times: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => emulator.Faults.Add((EmulatorCall)17, EmulatorFault.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => emulator.RequestsOf((EmulatorCall)17));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unreachable_emulator_refuses_connections_and_then_returns_at_the_same_address(bool listening)
    {
        await using var bench = listening ? await Bench.StartListeningAsync() : Bench.Start();
        var (id, address) = ((await bench.SubmitAsync()).Id, bench.Emulator.Address);

        bench.Emulator.IsReachable = false;
        var refused = new[]
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => bench.StatusAsync(id)),
            await Assert.ThrowsAsync<HttpRequestException>(() => bench.StatusAsync(id)),
        };
        bench.Emulator.IsReachable = true;

        // The first request may fail on a connection that was already open.
        Assert.Equal(HttpRequestError.ConnectionError, refused[1].HttpRequestError);
        Assert.Equal(address, bench.Emulator.Address);
        Assert.Equal("in_queue", (await bench.StatusAsync(id))["status"]);
        Assert.Equal(2, bench.Emulator.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_emulator_that_becomes_unreachable_resets_the_requests_in_progress(bool listening)
    {
        await using var bench = listening ? await Bench.StartListeningAsync() : Bench.Start();
        var id = (await bench.SubmitAsync()).Id;
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Hang(FaultPhase.BeforeResponse));
        var hanging = bench.StatusAsync(id);
        await Soon.Until(() => bench.Emulator.RequestsOf(EmulatorCall.Status) == 1);

        bench.Emulator.IsReachable = false;

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging.Soonish());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_are_counted_by_kind_when_they_begin(bool listening)
    {
        await using var bench = listening ? await Bench.StartListeningAsync() : Bench.Start();
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeBody));
        await Assert.ThrowsAsync<HttpRequestException>(() => bench.SubmitAsync());
        var id = (await bench.SubmitAsync()).Id;
        _ = await bench.StatusAsync(id);
        _ = await bench.ResultAsync(id);
        _ = await bench.CancelAsync("none");
        _ = await bench.SendAsync(HttpMethod.Get, "files/none/video.mp4");
        _ = await bench.SendAsync(HttpMethod.Get, "v1/models");
        _ = await bench.SendAsync(HttpMethod.Get, "nowhere");

        var counts = Enum.GetValues<EmulatorCall>().Select(bench.Emulator.RequestsOf);

        Assert.Equal([listening ? 2 : 8, 2, 1, 1, 1, 1, 1, 0], counts);
        Assert.Equal(8, bench.Emulator.Requests);
        Assert.Equal([id], bench.Emulator.BilledRequestIds);
    }
}
