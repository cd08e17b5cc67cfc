using SchemaSdk.Reliability.Tests.StateMachine.Model;

namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>One request that reached the transport, and its answer.</summary>
internal sealed class PlayedRequest
{
    // Continuations run synchronously, so that one answer is one step.
    private readonly TaskCompletionSource<HttpResponseMessage> _response = new();

    private readonly CancellationToken _abandoned;

    public PlayedRequest(HttpRequestMessage message, DateTimeOffset startedAt, CancellationToken abandoned)
    {
        _abandoned = abandoned;
        Message = message;
        StartedAt = startedAt;
        var path = message.RequestUri!.AbsolutePath.Split('/', 4);
        if (path[2] == "models")
        {
            ModelId = path[3];
            return;
        }

        var (id, call) = (path[3].Split('/')[0], path[3].Split('/')[1]);
        JobId = id;
        Kind = call switch
        {
            "status" => RequestKind.Status,
            "result" => RequestKind.Result,
            "cancel" => RequestKind.Cancel,
            _ => throw new InvalidOperationException($"The service has no path {message.RequestUri}."),
        };
    }

    public HttpRequestMessage Message { get; }

    public RequestKind Kind { get; } = RequestKind.Submit;

    public string? ModelId { get; }

    public string? JobId { get; }

    public bool IsRead => Kind is RequestKind.Status or RequestKind.Result;

    public DateTimeOffset StartedAt { get; }

    public Task<HttpResponseMessage> Response => _response.Task;

    /// <summary>True if the service has read the whole request.</summary>
    public bool IsTaken { get; set; }

    public string? Bill { get; set; }

    public AnswerKind? Answer { get; private set; }

    /// <summary>The meaning of the answer for the client; null if no answer came before the client gave up.</summary>
    public Meaning? Meaning { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsPending => EndedAt is null;

    public void Answered(AnswerKind answer, Meaning meaning, DateTimeOffset at)
    {
        (Answer, Meaning, EndedAt) = (answer, _abandoned.IsCancellationRequested ? null : meaning, at);
    }

    public void Give(HttpResponseMessage response) => _response.TrySetResult(response);

    public void Break(Exception exception) => _response.TrySetException(exception);

    public void Abandon(DateTimeOffset at, CancellationToken cancellationToken)
    {
        EndedAt ??= at;
        _response.TrySetCanceled(cancellationToken);
    }

    public override string ToString() =>
        $"{Kind} {ModelId ?? JobId}: {(IsPending ? IsTaken ? "taken" : "pending" : Answer?.ToString() ?? "abandoned")}";
}
