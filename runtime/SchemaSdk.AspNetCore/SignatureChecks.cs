using Microsoft.AspNetCore.Http;

namespace SchemaSdk.AspNetCore;

/// <summary>Checks signatures, a few at a time: anyone can send them, and some are much more expensive to check than to create.</summary>
/// <param name="signature">The check of one signature.</param>
/// <param name="options">The settings.</param>
/// <param name="time">The clock.</param>
internal sealed class SignatureChecks(CallbackSignature signature, ModelCallbackOptions options, TimeProvider time)
{
    // Leave half of the processors to other work, whatever strangers send.
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int _present;

    /// <summary>Checks a callback.</summary>
    /// <returns>The status code of the rejection; null if the signature is valid.</returns>
    internal async Task<int?> RefusalAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken aborted)
    {
        try
        {
            if (Interlocked.Increment(ref _present) > options.MaxChecks)
            {
                return StatusCodes.Status503ServiceUnavailable;
            }

            await _turns.WaitAsync(aborted).ConfigureAwait(false);
            try
            {
                var isValid = await signature.IsValidAsync(request.Headers, body, time.GetUtcNow(), options.Tolerance, aborted)
                    .ConfigureAwait(false);
                return isValid ? null : StatusCodes.Status401Unauthorized;
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _present);
        }
    }
}
