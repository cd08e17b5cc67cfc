namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>Answers requests in place of the service.</summary>
internal static class DurableAnswers
{
    public const int Proper = 11;

    // how: for a submit, 0 refuses the job, 1 refuses it temporarily, 2 loses the request, 3 accepts the job but loses the answer, and
    // all other values accept the job. For any other request, a value above 5 ends the job.
    public static void Give(DurableWorld world, DurableServer.Pending pending, int how)
    {
        var job = world.Of(pending.Key);
        if (pending.IsSubmit)
        {
            Submit(job, pending, how);
            return;
        }

        job.HasEnded |= how > 5;
        DurableServer.Answer(pending, 200, (pending.IsResult, job.HasEnded) switch
        {
            (true, true) => $$$"""{"request_id":"{{{pending.Id}}}","status":"succeeded","output":{"made_by":"{{{pending.Id}}}"}}""",
            (false, true) => $$"""{"request_id":"{{pending.Id}}","status":"completed"}""",
            _ => $$"""{"request_id":"{{pending.Id}}","status":"in_progress"}""",
        });
    }

    private static void Submit(KeyedJob job, DurableServer.Pending pending, int how)
    {
        switch (how)
        {
            case 0:
                job.MaySend = true;
                DurableServer.Answer(pending, 422, """{"error_code":422001,"error_message":"no"}""");
                break;
            case 1:
                job.MaySend = true;
                DurableServer.Answer(pending, 429, """{"error_code":429001,"error_message":"later"}""");
                break;
            case 2:
                job.MayBeUnknown = true;
                DurableServer.Break(pending);
                break;
            case 3:
                job.MayBeUnknown = true;
                job.Ids.Add($"{job.Key}-id-{job.Ids.Count + 1}");
                DurableServer.Break(pending);
                break;
            default:
                job.Ids.Add($"{job.Key}-id-{job.Ids.Count + 1}");
                DurableServer.Answer(pending, 200, $$"""{"request_id":"{{job.Ids[^1]}}"}""");
                break;
        }
    }
}
