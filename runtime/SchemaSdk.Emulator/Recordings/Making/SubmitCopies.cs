using System.Runtime.CompilerServices;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>
/// Tracks which submits were sent, because one of the application's handlers can send several copies of a submit. Once one copy has been
/// sent, the other copies must not be reported as unsent. Thread-safe.
/// </summary>
internal sealed class SubmitCopies
{
    private readonly ConditionalWeakTable<SubmitPass, Progress> _known = new();

    /// <summary>Starts the preparation of a submit. Call <see cref="End"/> when the preparation ends.</summary>
    /// <returns>False if a copy of the submit was already sent.</returns>
    /// <exception cref="RepeatedSubmitException">A copy of the submit is being prepared, and might still be sent.</exception>
    public bool TryBegin(HttpRequestMessage request)
    {
        if (Of(request) is not { } progress)
        {
            return true;
        }

        lock (progress)
        {
            if (progress.IsBegun && !progress.IsSent)
            {
                throw new RepeatedSubmitException();
            }

            progress.IsBegun = true;
            return !progress.IsSent;
        }
    }

    /// <summary>Ends the preparation of a submit.</summary>
    /// <param name="request">The submit.</param>
    /// <param name="isSent">True if the submit is sent now; false if it is not sent.</param>
    public void End(HttpRequestMessage request, bool isSent)
    {
        if (Of(request) is { } progress)
        {
            lock (progress)
            {
                (progress.IsBegun, progress.IsSent) = (isSent, isSent);
            }
        }
    }

    /// <summary>Throws if a request is a copy of a submit. Called for a request that no client marked as its own.</summary>
    /// <exception cref="HttpRequestException">The request is a copy of a submit that is being prepared or was sent.</exception>
    public void Check(HttpRequestMessage request)
    {
        if (Of(request) is { } progress)
        {
            lock (progress)
            {
                if (progress.IsBegun)
                {
                    throw new RepeatedSubmitException();
                }
            }
        }
    }

    private Progress? Of(HttpRequestMessage request) => SubmitPass.Of(request) is { } pass ? _known.GetOrCreateValue(pass) : null;

    private sealed class Progress
    {
        public bool IsBegun { get; set; }

        public bool IsSent { get; set; }
    }
}
