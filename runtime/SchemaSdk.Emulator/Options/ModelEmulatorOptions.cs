using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Emulation;

/// <summary>The options of an emulated service. The emulator's constructor copies them: later changes have no effect.</summary>
public sealed class ModelEmulatorOptions
{
    /// <summary>The token that requests must carry as <c>Authorization: Bearer</c>. The default is <c>emulator-token</c>.</summary>
    public string Token { get; set; } = "emulator-token";

    /// <summary>The time that a job is in the queue. Zero: it starts at once. The default is 1 second.</summary>
    public TimeSpan QueueTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The time that a job runs. <see cref="TimeSpan.MaxValue"/>: it never ends. The default is 3 seconds.</summary>
    public TimeSpan RunTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The distribution of the times that jobs are in the queue; null, the default: <see cref="QueueTime"/> for all.</summary>
    public DurationDistribution? QueueTimes { get; set; }

    /// <summary>The distribution of the times that jobs run; null, the default: <see cref="RunTime"/> for all.</summary>
    public DurationDistribution? RunTimes { get; set; }

    /// <summary>
    /// The seed with which <see cref="QueueTimes"/> and <see cref="RunTimes"/> are drawn: the n-th job of emulators with the same seed
    /// takes the same time. The default is 0.
    /// </summary>
    public int Seed { get; set; }

    /// <summary>
    /// The number of jobs of other callers that each new job finds ahead of it; they start evenly over <see cref="QueueTime"/>. The default
    /// is 2. The jobs of this emulator's own callers that are still waiting come on top.
    /// </summary>
    public int QueueDepth { get; set; } = 2;

    /// <summary>
    /// The number of jobs that may wait and run at a time, more than zero: a submit beyond that is answered with 429, and nothing is
    /// billed. Null, the default: any number.
    /// </summary>
    public int? JobLimit { get; set; }

    /// <summary>
    /// The <c>Retry-After</c> of that 429, in whole seconds, rounded up. Null, the default: it has none.
    /// </summary>
    public TimeSpan? JobLimitRetryAfter { get; set; }

    /// <summary>
    /// The only clock: the state of a job follows from <see cref="TimeProvider.GetUtcNow"/> at each request. The default is the system's.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Decides how each submit ends, once its token and input were found right. Null, the default: every job succeeds.
    /// It may be called by several threads at once.
    /// </summary>
    /// <example><c>Outcome = submit => submit.Number == 2 ? EmulatedOutcome.Fail("out of memory") : EmulatedOutcome.Succeed</c></example>
    public Func<EmulatedSubmit, EmulatedOutcome>? Outcome { get; set; }

    /// <summary>
    /// The price of a model, by its id: told by the catalogue, and billed to jobs that are submitted from then on. If it is null, as by
    /// default, or returns null, the catalogue has no price. It may be called by several threads at once.
    /// </summary>
    /// <example><c>Price = id => id.EndsWith("video") ? EmulatedPrice.PerSecond(0.14m) : EmulatedPrice.PerOutput(0.04m)</c></example>
    public Func<string, EmulatedPrice?>? Price { get; set; }

    /// <summary>
    /// Adds a page for people at <c>/_emulator/</c>, with the models, jobs, requests and bills, and by which faults can be set; programs
    /// find the same at <c>/_emulator</c>. Requests that name another host than this machine are then refused, and so are those that a page
    /// of another site sends. The default is false.
    /// </summary>
    public bool HasPage { get; set; }

    /// <summary>
    /// Gets a warning for each input that another validator judges otherwise, which says that one of the two is wrong. Null, the default:
    /// no log.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// Makes <see cref="ModelEmulator.StartAsync"/> listen for HTTPS, with this certificate and its private key. Null, the default: plain
    /// HTTP.
    /// </summary>
    public X509Certificate2? Certificate { get; set; }

    internal ModelEmulatorOptions CheckedCopy()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Token, nameof(Token));
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueTime, TimeSpan.Zero, nameof(QueueTime));
        ArgumentOutOfRangeException.ThrowIfLessThan(RunTime, TimeSpan.Zero, nameof(RunTime));
        ArgumentOutOfRangeException.ThrowIfNegative(QueueDepth, nameof(QueueDepth));
        ArgumentOutOfRangeException.ThrowIfLessThan(JobLimit ?? 1, 1, nameof(JobLimit));
        ArgumentOutOfRangeException.ThrowIfLessThan(JobLimitRetryAfter ?? TimeSpan.Zero, TimeSpan.Zero, nameof(JobLimitRetryAfter));
        ArgumentNullException.ThrowIfNull(TimeProvider, nameof(TimeProvider));
        return (ModelEmulatorOptions)MemberwiseClone();
    }
}
