namespace SchemaSdk;

/// <summary>Settings of <c>MapModelCallbacks</c>.</summary>
public sealed class ModelCallbackOptions
{
    /// <summary>
    /// Checks who has written a callback; null, the default: it is not checked. A callback without <see cref="Proof"/> changes nothing but
    /// the time at which the end of a job is known, whoever has written it.
    /// </summary>
    public CallbackSignature? Signature { get; set; }

    /// <summary>
    /// Says which addresses were made for the key that they name: there, a callback settles the job of that key if it is unknown. Null, the
    /// default: callbacks settle no job.
    /// </summary>
    public CallbackProof? Proof { get; set; }

    /// <summary>
    /// The longest time that a signed callback may be away from now: more than 0. A copy that comes within it is ignored. Default: five
    /// minutes.
    /// </summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The largest body that is read, in bytes: more than 0. A larger one is answered with 413. Default: 1 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 1 << 20;

    // A callback beyond either number is answered with 503, so that the service sends it again. Tests set lower numbers.
    internal int MaxWaiting { get; set; } = 1000;

    internal int MaxChecks { get; set; } = 64;

    internal ModelCallbackOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Tolerance, TimeSpan.Zero, nameof(Tolerance));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBodyBytes, nameof(MaxBodyBytes));
        return this;
    }
}
