namespace SchemaSdk;

/// <summary>Settings of <c>MapModelCallbacks</c>.</summary>
public sealed class ModelCallbackOptions
{
    /// <summary>
    /// The secrets with which the service signs callbacks. Set them only for a service whose profile says that it uses a secret, such as
    /// Replicate. Each secret is <c>whsec_</c> followed by Base64. While you replace a secret, list the old and the new one. Default: none.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>
    /// The address of the public keys for the service's callbacks. Set it only for a service whose profile has such an address, such as
    /// fal. It must use https unless it is on this machine. In tests, set it to the address of an emulator. Default: null, the address in
    /// the profile.
    /// </summary>
    public Uri? KeysAddress { get; set; }

    /// <summary>
    /// Checks the signatures of callbacks, in place of the check in the service's profile. Set it, for example, if your own relay sends
    /// the callbacks. By default (null), callbacks are checked as the profile says. If the service does not sign callbacks, they are
    /// accepted without a check. Without a <see cref="Proof"/>, a forged callback can change only the time at which the end of a job is
    /// noticed.
    /// </summary>
    public CallbackSignature? Signature { get; set; }

    /// <summary>
    /// Checks the proofs in callback addresses. If the proof is valid and the job with the key in the address is unknown, a callback to
    /// that address settles the job. If this property is null, callbacks settle no jobs. Default: null.
    /// </summary>
    public CallbackProof? Proof { get; set; }

    /// <summary>
    /// The largest allowed difference between the time of a signed callback and the current time. Must be above 0. A callback that is
    /// repeated within this time has no effect. Default: five minutes.
    /// </summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The size limit of a body in bytes, above 0. A larger body is answered with 413. Default: 1 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 1 << 20;

    // A callback beyond this limit or MaxChecks is answered with 503, so that the service sends it again.
    internal int MaxWaiting { get; set; } = 1000;

    internal int MaxChecks { get; set; } = 64;

    // Handles the requests for the public keys of the service. Tests set their own handler.
    internal HttpMessageHandler? KeysHandler { get; set; }

    internal ModelCallbackOptions Checked()
    {
        ArgumentNullException.ThrowIfNull(Secrets);
        foreach (var secret in Secrets)
        {
            _ = HmacCallbackSignature.KeyOf(secret);
        }

        if (Secrets.Count > 0 && Signature is not null)
        {
            throw new ArgumentException($"{nameof(Secrets)} and {nameof(Signature)} are both set. Set only one of them.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Tolerance, TimeSpan.Zero, nameof(Tolerance));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBodyBytes, nameof(MaxBodyBytes));
        return this;
    }
}
