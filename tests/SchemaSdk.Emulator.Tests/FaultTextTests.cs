namespace SchemaSdk.Emulation.Tests;

public sealed class FaultTextTests
{
    [Theory]
    [InlineData("status:503", "503 200 200")]
    [InlineData("status:503=5s", "503 200 200")]
    [InlineData("status:busy=5s", "429 200 200")]
    [InlineData("status:unavailable=1m", "503 200 200")]
    [InlineData("status:html=502", "502 200 200")]
    [InlineData("status:404,at=before-response", "404 200 200")]
    [InlineData("status:none", "200 200 200")]
    [InlineData("status:503,times=2", "503 503 200")]
    [InlineData("status:503,always", "503 503 503")]
    [InlineData("status:503,rate=100%", "503 503 503")]
    public async Task A_fault_as_text_occurs_once_or_as_often_as_the_text_says(string text, string codes)
    {
        await using var bench = Bench.Start();
        bench.Emulator.Faults.Add(text);

        Assert.Equal(codes, string.Join(' ', await bench.PollAsync(polls: 3)));
    }

    [Theory]
    [InlineData("submit:lost", 1)]
    [InlineData("submit:reset", 0)]
    [InlineData("submit:close,at=mid-response", 1)]
    [InlineData("connect:reset,times=1", 0)]
    public async Task The_kind_and_phase_of_a_break_as_text_decide_whether_the_submit_is_billed(string text, int bills)
    {
        await using var bench = Bench.Start();
        bench.Emulator.Faults.Add(text);

        await Assert.ThrowsAnyAsync<Exception>(() => bench.SubmitAsync());

        Assert.Equal(bills, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_rate_affects_that_share_of_the_calls_and_the_seed_decides_which_calls()
    {
        var first = await CodesAsync(seed: 1);

        Assert.InRange(first.Count(code => code == 503), 60, 140);
        Assert.Equal(first, await CodesAsync(seed: 1));
        Assert.NotEqual(first, await CodesAsync(seed: 2));
    }

    [Fact]
    public async Task The_number_of_polls_does_not_change_which_jobs_fail()
    {
        var once = await OutcomesAsync(polls: 1);

        Assert.Equal(once, await OutcomesAsync(polls: 2));
        Assert.Equal([false, true], once.Distinct().Order());
    }

    [Fact]
    public async Task A_script_takes_precedence_over_a_rate()
    {
        await using var bench = Bench.Start();
        bench.Emulator.Faults.AddAtRate(EmulatorCall.Status, EmulatorFault.Status(500), rate: 1);
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(408));

        Assert.Equal([408, 500], await bench.PollAsync(polls: 2));
    }

    [Theory]
    [InlineData("job:fail", "A fault that the emulator injected made the job fail.")]
    [InlineData("job:fail=too dark", "too dark")]
    public async Task A_job_can_be_made_to_fail(string text, string error)
    {
        await using var bench = Bench.Start();
        bench.Emulator.Faults.Add(text);
        var id = (await bench.SubmitAsync()).Id;
        var next = (await bench.SubmitAsync()).Id;
        bench.Time.Pass(60);

        Assert.Equal(error, (await bench.ResultAsync(id))["error"]);
        Assert.Equal("succeeded", (await bench.ResultAsync(next))["status"]);
    }

    [Fact]
    public async Task An_outcome_in_the_faults_takes_precedence_over_the_options()
    {
        await using var bench = Bench.Start(options => options.Outcome = _ => EmulatedOutcome.Fail("of the options"));
        bench.Emulator.Faults.AddOutcome(EmulatedOutcome.Fail("of the faults"));
        bench.Emulator.Faults.AddOutcomeAtRate(EmulatedOutcome.NeverEnd, rate: 1);
        var (first, second) = ((await bench.SubmitAsync()).Id, (await bench.SubmitAsync()).Id);
        bench.Emulator.Faults.Clear();
        var third = (await bench.SubmitAsync()).Id;
        bench.Time.Pass(86_400);

        Assert.Equal("of the faults", (await bench.ResultAsync(first))["error"]);
        Assert.Equal("in_progress", (await bench.ResultAsync(second))["status"]);
        Assert.Equal("of the options", (await bench.ResultAsync(third))["error"]);
    }

    [Theory]
    [InlineData("", "it must be a call, a colon and a fault, such as 'submit:lost'")]
    [InlineData("submit", "it must be a call, a colon and a fault, such as 'submit:lost'")]
    [InlineData(
        "poll:503",
        "'poll' is not a kind of call; the kinds are connect, submit, status, result, cancel, download, catalog, upload, job")]
    [InlineData("submit:boom", "'boom' is not a fault for this call")]
    [InlineData("job:lost", "'lost' is not a fault for this call, or its value is wrong; the faults, with example values, "
        + "are fail, fail=why and never-ends")]
    [InlineData("job:fail,at=connect", "'at' is only for faults of calls, not for faults of jobs")]
    [InlineData("submit:99", "An answer must have an HTTP status from 200 to 599")]
    [InlineData("submit:lost,at=connect", "'lost' has a fixed phase")]
    [InlineData("submit:reset,at=connect", "phases Connect and Handshake are only for EmulatorCall.Connect")]
    [InlineData("connect:503", "An answer cannot be sent in the phases Connect")]
    [InlineData("connect:reset,always", "a connect fault cannot have 'always' or 'rate'; limit it")]
    [InlineData("connect:reset,rate=5%", "a connect fault cannot have 'always' or 'rate'; limit it")]
    [InlineData("status:503,times=0", "'times=0' is not allowed here")]
    [InlineData("status:503,times=2,always", "'always' is not allowed here")]
    [InlineData("status:503,times=2,rate=5%", "'rate=5%' is not allowed here")]
    [InlineData("status:503,rate=0%", "'rate=0%' is not allowed here")]
    [InlineData("status:503,rate=101%", "'rate=101%' is not allowed here")]
    [InlineData("status:503,at=noon", "'at=noon' is not allowed here")]
    [InlineData("status:drip=0s", "pause")]
    [InlineData("status:drip=5", "'drip' is not a fault for this call")]
    [InlineData("status:gzip-bomb=99999999999", "'gzip-bomb' is not a fault for this call")]
    [InlineData("status:clock=99999h", "'clock' is not a fault for this call")]
    public async Task An_invalid_fault_text_is_refused_with_the_reason(string text, string message)
    {
        await using var bench = Bench.Start();

        var wrong = Assert.Throws<FormatException>(() => bench.Emulator.Faults.Add(text));

        Assert.StartsWith($"The fault '{text}' cannot be used: ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_on_the_page_is_valid()
    {
        await using var bench = Bench.Start();
        var rows = Testing.Page.Read("docs/reference/emulator-faults.md").Table("fault");
        var words = rows.Select(static row => row[0].Trim('`')).ToList();

        words.ForEach(bench.Emulator.Faults.Add);

        Assert.True(words.Count > 20, $"{words.Count} words");
    }

    /// <summary>Submits jobs, polls each of them, and then returns, in the same order, whether each job has failed.</summary>
    private static async Task<IReadOnlyList<bool>> OutcomesAsync(int polls)
    {
        await using var bench = Bench.Start();
        bench.Emulator.Faults.Add("status:503,rate=50%");
        bench.Emulator.Faults.Add("job:fail,rate=50%");
        var ids = new List<string>();
        for (var job = 0; job < 50; job++)
        {
            ids.Add((await bench.SubmitAsync()).Id);
            for (var poll = 0; poll < polls; poll++)
            {
                await bench.StatusAsync(ids[^1]);
            }
        }

        bench.Time.Pass(4);
        var failed = new List<bool>();
        foreach (var id in ids)
        {
            failed.Add((await bench.ResultAsync(id))["status"] == "failed");
        }

        return failed;
    }

    private static async Task<IReadOnlyList<int>> CodesAsync(int seed)
    {
        await using var bench = Bench.Start(options => options.Seed = seed);
        bench.Emulator.Faults.AddAtRate(EmulatorCall.Status, EmulatorFault.Status(503), rate: 0.5);
        return await bench.PollAsync(polls: 200);
    }
}
