using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.AspNetCore;

/// <summary>
/// Checks only a few signatures at a time, because anyone can send signatures, and some are much more expensive to check than to create.
/// </summary>
internal sealed class SignatureChecks(CallbackSignature signature, ModelCallbackOptions options, TimeProvider time, ILogger log)
{
    // Use at most half of the processors, so that a flood of callbacks cannot stop the application's other work.
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int _present;

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
            catch (KeysUnavailableException exception)
            {
                // Logs only a new failed read of the keys, which has an inner exception. Otherwise, anyone could fill the log.
                if (exception.InnerException is not null)
                {
                    CallbackLog.NoKeys(log, exception);
                }

                return StatusCodes.Status503ServiceUnavailable;
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
