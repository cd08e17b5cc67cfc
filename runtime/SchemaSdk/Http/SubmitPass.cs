using System.Net;
using System.Net.Http.Headers;
using SchemaSdk.Service;

namespace SchemaSdk.Http;

/// <summary>Goes with one submit through all handlers, also with its copies: it passes each <see cref="ModelSubmitGuard"/> once.</summary>
/// <param name="content">The submit's body.</param>
/// <param name="time">The clock of the client.</param>
internal sealed class SubmitPass(SubmitContent content, TimeProvider time)
{
    internal static readonly HttpRequestOptionsKey<SubmitPass> Key = new("SchemaSdk.Submit");

    private readonly List<object> _guards = [];
    private Refusal? _refusal;

    /// <summary>Lets a request pass, the first time at each guard: of two in one chain the inner one sees it as well.</summary>
    /// <param name="guard">Where it comes by.</param>
    /// <param name="request">The submit, or a handler's copy of it.</param>
    /// <returns>False: it has passed there before.</returns>
    internal bool TryUse(ModelSubmitGuard guard, HttpRequestMessage request)
    {
        lock (_guards)
        {
            if (_guards.Contains(guard))
            {
                return false;
            }

            _guards.Add(guard);
        }

        content.Notice(request.Content);
        return true;
    }

    /// <summary>Keeps an answer that says "not now", for whoever asks again.</summary>
    internal async Task HeedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var (status, wait) = (response.StatusCode, response.Headers.RetryAfter);
        var isDoubtful = status == HttpStatusCode.ServiceUnavailable && wait is not null;
        var body = isDoubtful ? await ReadAsync(response, cancellationToken).ConfigureAwait(false) : default;
        if (AnswerTable.IsNotNow((int)status, wait is not null, ModelApi.ReadBody(body)))
        {
            Volatile.Write(ref _refusal, new Refusal(status, wait, body));
        }
    }

    /// <summary>The "not now" that it met before, once more, without asking; null where it met none.</summary>
    internal HttpResponseMessage? Repeat(HttpRequestMessage request)
    {
        if (Volatile.Read(ref _refusal) is not { } refusal)
        {
            return null;
        }

        var response = new HttpResponseMessage(refusal.StatusCode)
        {
            RequestMessage = request,
            Content = new ReadOnlyMemoryContent(refusal.Body),
        };
        response.Headers.RetryAfter = refusal.RetryAfter;
        return response;
    }

    /// <summary>Reads the body of an answer, and leaves it there for the others.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var content = response.Content;
        var body = await ErrorBody.ReadAsync(content, time, cancellationToken).ConfigureAwait(false);
        response.Content = new ReadOnlyMemoryContent(body);
        response.Content.Headers.ContentType = content.Headers.ContentType;
        return body;
    }

    private sealed record Refusal(HttpStatusCode StatusCode, RetryConditionHeaderValue? RetryAfter, ReadOnlyMemory<byte> Body);
}
