using System.Net;
using System.Net.Http.Headers;
using SchemaSdk.Service;

namespace SchemaSdk.Http;

/// <summary>Goes with one submit through all handlers, also with its copies: it passes <see cref="ModelSubmitGuard"/> once.</summary>
/// <param name="content">The submit's body.</param>
internal sealed class SubmitPass(SubmitContent content)
{
    internal static readonly HttpRequestOptionsKey<SubmitPass> Key = new("SchemaSdk.Submit");

    private int _isUsed;
    private Refusal? _refusal;

    /// <summary>Lets a request pass, the first time.</summary>
    /// <param name="request">The submit, or a handler's copy of it.</param>
    /// <returns>False: it has passed before.</returns>
    internal bool TryUse(HttpRequestMessage request)
    {
        var isFirst = Interlocked.Exchange(ref _isUsed, 1) == 0;
        if (isFirst)
        {
            content.Notice(request.Content);
        }

        return isFirst;
    }

    /// <summary>Keeps an answer that says "not now", for whoever asks again.</summary>
    internal void Heed(HttpResponseMessage response)
    {
        if (AnswerTable.IsNotNow((int)response.StatusCode, response.Headers.RetryAfter is not null))
        {
            Volatile.Write(ref _refusal, new Refusal(response.StatusCode, response.Headers.RetryAfter));
        }
    }

    /// <summary>The "not now" that it met before, once more, without asking; null where it met none.</summary>
    internal HttpResponseMessage? Repeat(HttpRequestMessage request)
    {
        if (Volatile.Read(ref _refusal) is not { } refusal)
        {
            return null;
        }

        var response = new HttpResponseMessage(refusal.StatusCode) { RequestMessage = request };
        response.Headers.RetryAfter = refusal.RetryAfter;
        return response;
    }

    private sealed record Refusal(HttpStatusCode StatusCode, RetryConditionHeaderValue? RetryAfter);
}
