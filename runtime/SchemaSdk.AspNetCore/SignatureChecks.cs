using Microsoft.AspNetCore.Http;

namespace SchemaSdk.AspNetCore;

/// <summary>Checks signatures, a few at a time: anybody can send them, and some cost much more to check than to write.</summary>
/// <param name="signature">What checks one.</param>
/// <param name="options">What is taken.</param>
/// <param name="time">The clock.</param>
internal sealed class SignatureChecks(CallbackSignature signature, ModelCallbackOptions options, TimeProvider time)
{
    // Half of the machine is left to others, whatever strangers send.
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int _present;

    /// <summary>Checks a callback.</summary>
    /// <returns>The status with which it is refused; null: its signature is valid.</returns>
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
