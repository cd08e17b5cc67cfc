using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The jobs of a file that workers take, without a look at all the others.</summary>
public sealed class FileWorkTests : IAsyncLifetime
{
    private readonly ForgetfulDisk _disk = new();
    private readonly ForgetfulFolder _folder;
    private readonly FakeTime _time = new();
    private FileJobLedger _ledger = null!;

    public FileWorkTests() => _folder = new ForgetfulFolder(Shelf.Name, _disk);

    public Task InitializeAsync()
    {
        _ledger = Shelf.Open(_folder, time: _time);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    [Fact]
    public async Task Models_take_turns_from_one_claim_to_the_next()
    {
        foreach (var model in new[] { "a", "b", "c" })
        {
            await QueueAsync($"{model}-1", model);
            await QueueAsync($"{model}-2", model);
        }

        var claimed = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            claimed.AddRange(await ClaimAsync(LedgerWork.Submit, 1));
        }

        Assert.Equal(["a-1", "b-1", "c-1", "a-2", "b-2", "c-2"], claimed);
    }

    [Fact]
    public async Task A_job_is_claimed_for_what_its_last_line_leaves_to_be_done()
    {
        await QueueAsync("a");
        Assert.Empty(await ClaimAsync(LedgerWork.Follow));

        var line = await _ledger.NextAsync(Queued("a"), LedgerState.Sending);
        Assert.Empty(await ClaimAsync(LedgerWork.Submit));
        line = await _ledger.NextAsync(line, LedgerState.Accepted, "req-a");
        Assert.Equal(["a"], await ClaimAsync(LedgerWork.Follow));

        line = await _ledger.NextAsync(line, LedgerState.Ended);
        Assert.Empty(await ClaimAsync(LedgerWork.Follow));
        await _ledger.ReleaseAsync(["a"]);
        Assert.Equal(["a"], await ClaimAsync(LedgerWork.Follow));

        await _ledger.NextAsync(line, LedgerState.Delivered);
        await _ledger.ReleaseAsync(["a"]);
        Assert.Empty(await ClaimAsync(LedgerWork.Follow));
    }

    [Fact]
    public async Task A_job_that_ends_while_nobody_has_it_is_left_by_those_who_follow_jobs_to_their_end()
    {
        await QueueAsync("a");
        var line = await _ledger.NextAsync(await _ledger.NextAsync(Queued("a"), LedgerState.Sending), LedgerState.Accepted, "req-a");
        await _ledger.NextAsync(line, LedgerState.Ended);

        Assert.Empty(await ClaimAsync(LedgerWork.FollowToEnd));
        Assert.Equal(["a"], await ClaimAsync(LedgerWork.Follow));
    }

    [Fact]
    public async Task Jobs_in_the_middle_leave_and_the_others_keep_their_order()
    {
        foreach (var key in new[] { "a", "b", "c", "d", "e" })
        {
            await QueueAsync(key);
        }

        foreach (var key in new[] { "c", "a", "e" })
        {
            await _ledger.NextAsync(Queued(key), LedgerState.Sending);
        }

        await QueueAsync("f");
        Assert.Equal(["b", "d", "f"], await ClaimAsync(LedgerWork.Submit));
    }

    [Fact]
    public async Task What_is_left_in_a_file_is_claimed_by_the_next_process()
    {
        await QueueAsync("queued");
        await QueueAsync("taken");
        await ClaimAsync(LedgerWork.Submit, 1);
        await QueueAsync("accepted");
        await _ledger.NextAsync(await _ledger.NextAsync(Queued("accepted"), LedgerState.Sending), LedgerState.Accepted, "req");
        await _ledger.CompactAsync();
        await _ledger.DisposeAsync();

        _ledger = Shelf.Open(_folder, time: _time);

        Assert.Equal(["queued", "taken"], await ClaimAsync(LedgerWork.Submit));
        Assert.Equal(["accepted"], await ClaimAsync(LedgerWork.Follow));
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_each_job_goes_to_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(at => QueueAsync($"k{at}", $"m{at % 7}")));

        var claims = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => ClaimAsync(LedgerWork.Submit, 20))));

        Assert.Equal(500, claims.SelectMany(keys => keys).Distinct().Count());
        Assert.Equal(500, claims.Sum(keys => keys.Count));
    }

    [Fact]
    public async Task A_wait_for_work_ends_once_there_is_some_and_at_the_latest_after_ten_seconds()
    {
        var idle = _ledger.WaitForWorkAsync();
        await _ledger.BeginAsync(Shelf.Intent("of its caller"));
        Assert.False(idle.IsCompleted);

        await QueueAsync("a");
        await Soon.Async(idle);

        // It came since the last wait began, so it may have come after the last claim.
        await QueueAsync("b");
        await Soon.Async(_ledger.WaitForWorkAsync());

        var quiet = _ledger.WaitForWorkAsync();
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(quiet.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Soon.Async(quiet);
    }

    [Fact]
    public async Task What_is_given_back_is_told_to_those_who_wait()
    {
        await QueueAsync("a");
        await ClaimAsync(LedgerWork.Submit);
        await Soon.Async(_ledger.WaitForWorkAsync());
        var idle = _ledger.WaitForWorkAsync();

        await _ledger.ReleaseAsync(["a"]);

        await Soon.Async(idle);
    }

    [Fact]
    public async Task A_job_whose_delivery_could_not_be_put_down_waits_for_a_worker()
    {
        var line = Shelf.Intent("a");
        await _ledger.BeginAsync(line);
        line = await _ledger.NextAsync(line, LedgerState.Sending);
        line = await _ledger.NextAsync(line, LedgerState.Accepted, "req-a");
        line = await _ledger.NextAsync(line with { Outcome = JobState.Succeeded }, LedgerState.Ended);
        var before = await ClaimAsync(LedgerWork.Follow);

        (_disk.Left, _disk.Refills) = (0, 1);
        await Soon.Throws<ModelLedgerException>(_ledger.NextAsync(line, LedgerState.Delivered));

        Assert.Empty(before);
        Assert.Equal(["a"], await ClaimAsync(LedgerWork.Follow));
    }

    [Fact]
    public async Task A_claim_among_ten_thousand_jobs_looks_at_those_that_it_takes()
    {
        await Task.WhenAll(Enumerable.Range(0, 10_000).Select(at => QueueAsync($"k{at}")));
        await ClaimAsync(LedgerWork.Submit, 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var claim = _ledger.ClaimAsync(LedgerWork.Submit, 1);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Single(await claim);
        Assert.InRange(bytes, 1, 8_000);
    }

    private static LedgerEntry Queued(string key, string model = "acme/still") =>
        Shelf.Intent(key) with { ModelId = model, IsQueued = true };

    private async Task QueueAsync(string key, string model = "acme/still") => Assert.Null(await _ledger.BeginAsync(Queued(key, model)));

    private async Task<List<string>> ClaimAsync(LedgerWork work, int count = 100) =>
        (await _ledger.ClaimAsync(work, count)).Select(entry => entry.Key).ToList();
}
