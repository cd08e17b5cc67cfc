namespace SchemaSdk;

/// <summary>Settings of <c>MapModelCallbacks</c>.</summary>
public sealed class ModelCallbackOptions
{
    /// <summary>
    /// Checks the signatures of callbacks; null to accept callbacks without checking them. Without a <see cref="Proof"/>, a forged
    /// callback only affects when the end of a job is noticed. Default: null.
    /// </summary>
    public CallbackSignature? Signature { get; set; }

    /// <summary>
    /// Checks the proofs in callback addresses. A callback to an address with a valid proof settles the job of its key if that job is
    /// unknown. If null, callbacks settle no jobs. Default: null.
    /// </summary>
    public CallbackProof? Proof { get; set; }

    /// <summary>
    /// The largest allowed difference between the time of a signed callback and the current time, above 0. A replay within this time is
    /// ignored. Default: five minutes.
    /// </summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The size limit of a body in bytes, above 0. A larger body is answered with 413. Default: 1 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 1 << 20;

    // Above either limit, callbacks are answered with 503, so that the service sends them again. Tests set lower limits.
    internal int MaxWaiting { get; set; } = 1000;

    internal int MaxChecks { get; set; } = 64;

    internal ModelCallbackOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Tolerance, TimeSpan.Zero, nameof(Tolerance));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBodyBytes, nameof(MaxBodyBytes));
        return this;
    }
}
