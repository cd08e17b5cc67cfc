using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Emulation;

/// <summary>The options of an emulated service. The emulator's constructor copies them: later changes have no effect.</summary>
public sealed class ModelEmulatorOptions
{
    /// <summary>The token that requests must have as <c>Authorization: Bearer</c>. The default is <c>emulator-token</c>.</summary>
    public string Token { get; set; } = "emulator-token";

    /// <summary>The time that a job is in the queue; zero to start it at once. The default is 1 second.</summary>
    public TimeSpan QueueTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The time that a job runs; <see cref="TimeSpan.MaxValue"/> if it never ends. The default is 3 seconds.</summary>
    public TimeSpan RunTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The distribution of the times that jobs are in the queue; null, the default, uses <see cref="QueueTime"/> for all.
    /// </summary>
    public DurationDistribution? QueueTimes { get; set; }

    /// <summary>The distribution of the times that jobs run; null, the default, uses <see cref="RunTime"/> for all.</summary>
    public DurationDistribution? RunTimes { get; set; }

    /// <summary>
    /// The seed for <see cref="QueueTimes"/>, <see cref="RunTimes"/> and faults with a rate. With the same seed, the n-th job takes the
    /// same time. The default is 0.
    /// </summary>
    public int Seed { get; set; }

    /// <summary>
    /// The number of jobs of other callers ahead of each new job; they start evenly over <see cref="QueueTime"/>. The waiting jobs of this
    /// emulator's own callers are added. The default is 2.
    /// </summary>
    public int QueueDepth { get; set; } = 2;

    /// <summary>
    /// The limit of jobs that wait or run at the same time, more than zero. A submit beyond it is answered with 429 and not charged. Null,
    /// the default, for no limit.
    /// </summary>
    public int? JobLimit { get; set; }

    /// <summary>
    /// The <c>Retry-After</c> of the 429 of <see cref="JobLimit"/>, in whole seconds, rounded up; null, the default, for none.
    /// </summary>
    public TimeSpan? JobLimitRetryAfter { get; set; }

    /// <summary>
    /// The only clock. The state of a job is computed from it at each request. The default is the system clock.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Decides the outcome of each submit with a valid token and input; null, the default, if every job succeeds.
    /// It may be called by several threads at once.
    /// </summary>
    /// <example><c>Outcome = submit => submit.Number == 2 ? EmulatedOutcome.Fail("out of memory") : EmulatedOutcome.Succeed</c></example>
    public Func<EmulatedSubmit, EmulatedOutcome>? Outcome { get; set; }

    /// <summary>
    /// Returns the price of a model by its id. The catalogue has it, and it sets the cost of later jobs. If it is null, the default, or
    /// returns null, there is no price. It may be called by several threads at once.
    /// </summary>
    /// <example><c>Price = id => id.EndsWith("video") ? EmulatedPrice.PerSecond(0.14m) : EmulatedPrice.PerOutput(0.04m)</c></example>
    public Func<string, EmulatedPrice?>? Price { get; set; }

    /// <summary>
    /// True to serve a web page at <c>/_emulator/</c> that shows models, jobs, requests and charges, and sets faults; programs can do the
    /// same at <c>/_emulator</c>. Requests for a host other than this machine, and changes from pages of other sites, are then refused.
    /// The default is false.
    /// </summary>
    public bool HasPage { get; set; }

    /// <summary>
    /// Logs a warning for each input on which a second validator disagrees, which means that one of the two is wrong. Null, the default,
    /// for no log.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// The certificate, with its private key, for <see cref="ModelEmulator.StartAsync"/> to listen with HTTPS. Null, the default, for plain
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
