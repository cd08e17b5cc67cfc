using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Emulation;

/// <summary>The options of an emulated service. The emulator copies them when it is created, so later changes have no effect.</summary>
public sealed class ModelEmulatorOptions
{
    /// <summary>
    /// The service to emulate: one of <see cref="EmulatedProtocols"/>, or a class of your own. By default (null), an emulator that was
    /// created from a folder emulates the service that the folder's lock file names. RunComfy is emulated without a
    /// folder, without a lock file, or if the lock file does not name a service.
    /// </summary>
    public EmulatedProtocol? Protocol { get; set; }

    /// <summary>
    /// The token that requests must send. RunComfy expects it as <c>Authorization: Bearer</c>. The default is <c>emulator-token</c>.
    /// </summary>
    public string Token { get; set; } = "emulator-token";

    /// <summary>The time that a job waits in the queue; zero to start it immediately. The default is 1 second.</summary>
    public TimeSpan QueueTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The time that a job runs; <see cref="TimeSpan.MaxValue"/> if it never ends. The default is 3 seconds.</summary>
    public TimeSpan RunTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The distribution of queue times. Null (the default) gives every job the same <see cref="QueueTime"/>.
    /// </summary>
    public DurationDistribution? QueueTimes { get; set; }

    /// <summary>The distribution of run times. Null (the default) gives every job the same <see cref="RunTime"/>.</summary>
    public DurationDistribution? RunTimes { get; set; }

    /// <summary>
    /// The seed for <see cref="QueueTimes"/>, <see cref="RunTimes"/> and faults with a rate. With the same seed, the n-th job always
    /// takes the same time. The default is 0.
    /// </summary>
    public int Seed { get; set; }

    /// <summary>
    /// The number of other callers' jobs ahead of each new job. Those jobs start at even intervals while the new job waits. The queue
    /// position also counts the jobs ahead in this emulator. The default is 2.
    /// </summary>
    public int QueueDepth { get; set; } = 2;

    /// <summary>
    /// The maximum number of jobs that wait or run at the same time; at least 1. A submit beyond the limit is answered with 429 and not
    /// charged. Null (the default) means no limit.
    /// </summary>
    public int? JobLimit { get; set; }

    /// <summary>
    /// The value of the <c>Retry-After</c> header when <see cref="JobLimit"/> is exceeded, rounded up to whole seconds. Null (the default)
    /// omits the header.
    /// </summary>
    public TimeSpan? JobLimitRetryAfter { get; set; }

    /// <summary>
    /// The clock of the emulator. The states of jobs are computed from it at each request. The default is the system clock.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Decides the outcome of each submit with a valid token and input. Null (the default) makes every job succeed. Several threads may
    /// call the function at the same time.
    /// </summary>
    /// <example><c>Outcome = submit => submit.Number == 2 ? EmulatedOutcome.Fail("out of memory") : EmulatedOutcome.Succeed</c></example>
    public Func<EmulatedSubmit, EmulatedOutcome>? Outcome { get; set; }

    /// <summary>
    /// Returns the price of the model with the given id. The price appears in the catalogue and determines the cost of later jobs. Null
    /// (the default) gives no model a price. If the function returns null, only that model has no price. Several threads may call the
    /// function at the same time.
    /// </summary>
    /// <example><c>Price = id => id.EndsWith("video") ? EmulatedPrice.PerSecond(0.14m) : EmulatedPrice.PerOutput(0.04m)</c></example>
    public Func<string, EmulatedPrice?>? Price { get; set; }

    /// <summary>
    /// True to serve a web page at <c>/_emulator/</c> that shows models, jobs, requests and charges, and can set faults. Programs can do
    /// the same through the JSON interface at <c>/_emulator</c>. An emulator with a page refuses requests whose host is not this machine.
    /// It also refuses requests from pages of other sites if those requests would change something. The default is false.
    /// </summary>
    public bool HasPage { get; set; }

    /// <summary>
    /// True to send callbacks to any host. By default (false), a callback to another machine is not sent, so that a test does not call
    /// the callback address of a real service.
    /// </summary>
    public bool AllowsAnyCallbackHost { get; set; }

    /// <summary>
    /// Creates the logger. The emulator logs a warning for each callback that it could not send, and for each input on which its two
    /// validators disagree (one of the two must be wrong). Null (the default) turns off logging.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// The certificate, with its private key, that <see cref="ModelEmulator.StartAsync"/> uses for HTTPS. Null (the default) means plain
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
