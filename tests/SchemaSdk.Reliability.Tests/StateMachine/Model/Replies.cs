namespace SchemaSdk.Reliability.Tests.StateMachine.Model;

/// <summary>The modelled service's answers, as text.</summary>
internal static class Replies
{
    public static readonly TimeSpan Later = TimeSpan.FromSeconds(20);

    /// <param name="answer">What the service does.</param>
    /// <param name="request">The kind of request that it answers.</param>
    /// <param name="job">The job that the request is about; null if it does not exist.</param>
    /// <param name="wasQueued">True if the job was still in the queue when the request arrived.</param>
    /// <param name="token">The request's token. A faulty service repeats it.</param>
    public static Reply Of(AnswerKind answer, RequestKind request, ModelledJob? job, bool wasQueued, string token)
    {
        var good = job is null
            ? new Reply(404, """{"error_code":404001,"message":"no such request"}""")
            : new Reply(request == RequestKind.Cancel ? 202 : 200, Good(answer, request, job, wasQueued));
        return answer switch
        {
            AnswerKind.Proper or AnswerKind.OtherWord or AnswerKind.Stale => good,
            AnswerKind.NoConnection => new Reply(0, "") { Break = Break.BeforeRequest },
            AnswerKind.ResetAfterDone or AnswerKind.ResetUndone => new Reply(0, "") { Break = Break.AfterRequest },
            AnswerKind.BrokenBody => good with { StatusCode = 200, Break = Break.InBody },
            AnswerKind.HungBody => good with { StatusCode = 200, Break = Break.Hangs },
            AnswerKind.Truncated => new Reply(200, good.Body[..(good.Body.Length / 2)]),
            AnswerKind.Html => new Reply(200, $"<html><body>Welcome, {token}</body></html>"),
            AnswerKind.Empty => new Reply(200, ""),
            AnswerKind.Bare => new Reply(200, "{}"),
            AnswerKind.Wrapped => new Reply(200, $$"""{"data":{{good.Body}}}"""),
            AnswerKind.CutText => good with { Body = $$"""{"message":"for {{token}} \ud83d",{{good.Body[1..]}}""" },
            AnswerKind.AsHttp500 => good with { StatusCode = 500 },
            AnswerKind.OtherId => new Reply(200, """{"request_id":"../other","status":"succeeded","outcome":"cancelled","output":{}}"""),
            AnswerKind.ErrorAs200 => new Reply(200, $$"""{"error_code":400002,"error_message":"no money for {{token}}"}"""),
            AnswerKind.Http429Later => Refusal(429, token) with { RetryAfter = Later },
            AnswerKind.Http503Later =>
                new Reply(503, $$"""{"error_code":503001,"error_message":"too much for {{token}}"}""") { RetryAfter = Later },
            AnswerKind.Http503OfProxy => Refusal(503, token) with { RetryAfter = Later },
            _ => Refusal((int)answer, token),
        };
    }

    private static Reply Refusal(int status, string token) => new(status, $$"""{"message":"HTTP {{status}} for {{token}}"}""");

    private static string Good(AnswerKind answer, RequestKind request, ModelledJob job, bool wasQueued) => request switch
    {
        RequestKind.Submit => $$"""{"request_id":"{{job.Id}}"}""",
        RequestKind.Cancel =>
            $$"""{"request_id":"{{job.Id}}","status":"completed","outcome":"{{(wasQueued ? "cancelled" : "not_cancellable")}}"}""",
        _ when answer == AnswerKind.Stale => $$"""{"request_id":"{{job.Id}}","status":"in_progress"}""",
        RequestKind.Status => Told(job, answer == AnswerKind.OtherWord ? job.ResultWord : job.StatusWord, Place(job)),
        _ => Told(job, answer == AnswerKind.OtherWord ? job.StatusWord : job.ResultWord, Made(job)),
    };

    private static string Told(ModelledJob job, string word, string more) =>
        $$"""{"request_id":"{{job.Id}}","status":"{{word}}"{{more}}}""";

    private static string Place(ModelledJob job) => job.Phase == JobPhase.Queued ? $",\"queue_position\":{job.Position}" : "";

    private static string Made(ModelledJob job) => job.Phase switch
    {
        JobPhase.Succeeded => $",\"output\":{job.Output}",
        JobPhase.Failed => ",\"error\":\"out of memory\"",
        _ => "",
    };
}
