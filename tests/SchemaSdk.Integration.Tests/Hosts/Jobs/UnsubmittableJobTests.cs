using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class UnsubmittableJobTests : WorkerTest
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(77);
    private static readonly string Copy = $"schemasdk-file:image/png;sha256={new string('0', 64)}";
    private static readonly byte[] Filed = """{"prompt":"schemasdk-file:1"}"""u8.ToArray();

    private readonly HeldTime _time = new();

    [Theory]
    [InlineData("cipher", "could not be decrypted")]
    [InlineData("any cipher", "is encrypted or was changed")]
    [InlineData("the right input", "belongs to another job")]
    [InlineData("copies", "schemasdk-no-copies")]
    [InlineData("a token", "TokenProvider returned is empty")]
    [InlineData("a valid token", "the token is missing, expired or revoked")]
    [InlineData("network", "the connection to ")]
    public async Task Jobs_for_which_a_worker_lacks_something_are_released_and_left_to_others(string lacked, string why)
    {
        var cipher = lacked == "cipher" ? new UnreliableCipher { Failures = int.MaxValue } : null;
        var ledger = new UnreliableLedger(new()
        {
            Cipher = cipher,
            InputFolder = lacked == "copies" ? Folder.File("schemasdk-no-copies") : null,
            TimeProvider = _time,
        });
        using var host = Shop.Build(
            Register,
            options => (options.MaxSubmits, options.RetryDelay) = (1, Pause),
            ledger,
            client => client.TokenProvider = lacked switch
            {
                "a token" => _ => new(""),
                "a valid token" => _ => new("expired"),
                _ => null,
            },
            lacked == "network" ? new UnreachableService() : null);
        foreach (var key in (string[])["order-0", "order-1", "order-2"])
        {
            if (lacked == "copies")
            {
                await host.Jobs().EnqueueAsync(key, host.ImageToVideo(), Shop.Filmed);
            }
            else
            {
                var intent = host.Jobs().IntentOf(key, Shop.Model, Shop.Input());
                ledger.Put(lacked switch
                {
                    "the right input" => intent with { Input = Filed },
                    "any cipher" => intent with { Input = new UnreliableCipher().Encrypt(key, intent.Input.Span) },
                    _ => intent,
                });
            }
        }

        Array.ForEach(Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories), File.Delete);
        await host.StartAsync();

        await ledger.UntilReleasedAsync(3);
        await ledger.UntilLookedForWorkAsync();
        var health = (await host.HealthAsync()).Status;
        var others = await ledger.ClaimAsync(LedgerWork.Submit, 100);
        await host.StopAsync().Soonish();

        var isOfEveryJob = lacked is "a token" or "a valid token" or "network";
        Assert.Equal(isOfEveryJob ? HealthStatus.Unhealthy : HealthStatus.Healthy, health);
        Assert.Equal((3, 3, 0), (others.Count, Failures, Shop.Service.Bills));
        Assert.All(others, job => Assert.Equal(LedgerState.Intended, job.State));
        Assert.Empty(Handled.Refused);
        Assert.Contains(Log.Errors, error => error.ToString().Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_no_other_process_claims_is_retried_after_its_pause()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = BuildWith(10, ledger);
        await host.StartAsync();
        await ledger.UntilReleasedAsync(10);

        await ledger.UntilLookedForWorkAsync();
        var before = Failures;
        _time.Pass(78);
        await ledger.UntilReleasedAsync(20);
        _time.Pass(78);
        await ledger.UntilLookedForWorkAsync();
        await host.StopAsync().Soonish();

        // The pause after the second failure of a job is longer than 78 seconds.
        Assert.Equal((10, 20), (before, Failures));
    }

    [Fact]
    public async Task More_unsubmittable_jobs_than_a_claim_can_exclude_are_retried_after_their_pauses()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = BuildWith(1200, ledger, submits: 10);
        await host.StartAsync();

        await ledger.UntilReleasedAsync(1000);
        var others = await ledger.ClaimAsync(LedgerWork.Submit, 900);
        await Soon.Until(() =>
        {
            _time.Pass(78);
            return Failures > 1100;
        });
        await host.StopAsync().Soonish();

        Assert.Equal(900, others.Count);
    }

    [Fact]
    public async Task Jobs_that_refer_to_copies_that_do_not_exist_stop_no_other_job()
    {
        var ledger = new UnreliableLedger(new() { TimeProvider = _time });
        using var host = Shop.Build(Register, static options => (options.MaxSubmits, options.RetryDelay) = (10, Pause), ledger);
        for (var i = 0; i < 1_100; i++)
        {
            ledger.Put(host.Jobs().IntentOf($"order-{i}", Shop.Model, Shop.Input(Copy)));
        }

        await host.StartAsync();
        await ledger.UntilReleasedAsync(1_100);
        await host.DeliverAsync("order-1100");
        await host.StopAsync().Soonish();

        Assert.Equal(1, Shop.Service.Bills);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_prompt_that_looks_like_the_name_of_a_copied_file_is_refused(bool hasFolder)
    {
        using var ledger = new MemoryJobLedger(Shop.Jobs, new() { InputFolder = hasFolder ? Folder.Path : null });
        using var host = Shop.Build(Register, ledger: ledger);

        var input = Shop.Filmed with { Prompt = Copy };

        await Assert.ThrowsAsync<ModelInputException>(() => host.Jobs().EnqueueAsync("order-1", host.ImageToVideo(), input));

        Assert.Null(await ledger.FindAsync("order-1"));
    }

    private IHost BuildWith(int jobs, UnreliableLedger ledger, int submits = 1)
    {
        var host = Shop.Build(Register, options => (options.MaxSubmits, options.RetryDelay) = (submits, Pause), ledger);
        for (var i = 0; i < jobs; i++)
        {
            var intent = host.Jobs().IntentOf($"order-{i}", Shop.Model, Shop.Input());
            ledger.Put(intent with { Input = new UnreliableCipher().Encrypt(intent.Key, intent.Input.Span) });
        }

        return host;
    }
}
