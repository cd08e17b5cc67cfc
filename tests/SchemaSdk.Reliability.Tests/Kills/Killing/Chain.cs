using SchemaSdk.Reliability.Tests.Kills.Service;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>Repeatedly kills the process that uses a ledger, and restarts it with the same keys.</summary>
internal sealed class Chain(ScriptedService service, KillTable table, LeftLedger ledger, int number)
{
    private readonly Random _random = new(number);
    private readonly List<Tracked> _jobs = [];

    /// <summary>Kills the process at one point in the life of a job, and checks what the kill leaves behind.</summary>
    public async Task KillAsync(Plan plan, Left left)
    {
        var job = New(plan.Kind);
        if (plan.First is { } first)
        {
            await KillAsync(first.Plan, first.Left, job);
            job.Kills.Clear();
        }

        await KillAsync(plan, left, job);
    }

    private async Task KillAsync(Plan plan, Left left, Tracked job)
    {
        var stop = plan.IsAtService ? null : new Stop(plan.IsOfFile ? Gate.AnyKey : job.Key, plan.Point);
        using var victim = Victim.Start(Order(left, job, stop));
        if (plan.IsAtService)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            service.Once(job.Key, plan.Point.Moment, () =>
            {
                victim.Kill();
                reached.SetResult();
                return Task.CompletedTask;
            });
            await reached.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
        else
        {
            await victim.StoppedAsync();
            victim.Kill();
        }

        await ledger.CrashAsync();
        var states = await LookAsync();
        var state = states.TryGetValue(job.Key, out var found) ? found : (LedgerState?)null;
        Assert.True(state == plan.Expected(left), $"a kill at {plan.Point} ({left}) left {job.Key} as {state}, not {plan.Expected(left)}");
        job.End = plan.EndOf(state);
        job.Kills.Add((plan.Words, plan.LeavesBytes ? Words(left) : "", state));
    }

    public async Task KillAtRandomAsync(Left left)
    {
        var job = New(JobKind.Plain);
        using var victim = Victim.Start(Order(left, job, stop: null));
        await victim.OpenedAsync();
        await Task.Delay(_random.Next(600));
        victim.Kill();
        await ledger.CrashAsync();
        var states = await LookAsync();
        job.Kills.Add(("any time", Words(left), states.TryGetValue(job.Key, out var state) ? state : null));
    }

    /// <summary>Runs a last process until it ends, and checks all promises about each job.</summary>
    public async Task EndAsync()
    {
        using var victim = Victim.Start(Order(Left.All, _jobs.Where(static job => job.HasKey)));
        var ends = Victim.EndsOf(await victim.EndAsync());
        foreach (var job in _jobs)
        {
            var entry = await ledger.FindAsync(job.Key);
            if (job.HasKey)
            {
                Promises.Hold(job, service.Of(job.Key).Ids, entry, ends[job.Key]);
            }
            else
            {
                // The last process waits for the lease of an interrupted job only if the job has a key, so the test waits here.
                await Soon.Until(async () => (entry = await ledger.FindAsync(job.Key))?.State != LedgerState.Sending);
                Promises.Hold(service.Of(job.Key), job.Key, entry);
            }

            Assert.True(job.End is null || job.End == entry?.State, $"{job.Key} is {entry?.State}, not {job.End}");
            foreach (var (point, left, state) in job.Kills)
            {
                var end = $"{entry?.State.ToString() ?? "-"}, billed {service.Of(job.Key).Ids.Count}";
                table.Add(point, left, state?.ToString() ?? "-", end);
            }
        }
    }

    public Tracked New(string kind)
    {
        var job = new Tracked($"{kind}-{number}-{_jobs.Count}");
        _jobs.Add(job);
        return job;
    }

    private static string Words(Left left) => left switch
    {
        Left.All => "all",
        Left.Nothing => "nothing",
        Left.Half => "half of each",
        Left.Zeros => "zeros",
        _ => "half, and zeros",
    };

    // Omits jobs with a kill at a chosen point, so that each row of the table describes only one kill.
    private KillOrder Order(Left left, Tracked job, Stop? stop)
    {
        var others = _jobs.Where(other => other != job && other is { End: null, HasKey: true }).ToList();
        return Order(
            left,
            [.. others.TakeLast(4), .. others.SkipLast(4).OrderBy(_ => _random.Next()).Take(2), New(JobKind.Plain), job],
            stop);
    }

    private KillOrder Order(Left left, IEnumerable<Tracked> jobs, Stop? stop = null) =>
        new(ledger.Place, service.Address, left, stop, [.. jobs.Select(job => job.Key)]);

    private async Task<Dictionary<string, LedgerState>> LookAsync()
    {
        table.Kill();
        var states = await ledger.ReadAsync();
        foreach (var job in _jobs)
        {
            job.MayBeUnknown |= states.TryGetValue(job.Key, out var state) && state is LedgerState.Sending or LedgerState.Unknown;
        }

        return states;
    }
}
