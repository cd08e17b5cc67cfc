using SchemaSdk.Reliability.Tests.StateMachine.Model;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Rules;

/// <summary>The rules that hold at the end of a call.</summary>
internal static class EndRules
{
    public static void Check(World world, Call call)
    {
        CheckError(world, call);
        CheckTruth(world, call);
        CheckToken(world, call);
        CheckSame(world, call);
        world.Coverage.Outcome(call, world);
    }

    private static void CheckError(World world, Call call)
    {
        var (modelId, requestId) = call.Error switch
        {
            ModelException error => (error.ModelId, error.RequestId),
            ModelWaitCanceledException error => (error.ModelId, error.RequestId),
            _ => (null, null),
        };
        var known = call.Submits ? AcceptedId(world, call) : call.Handle.Id;
        if (call.Submits && requestId is not null)
        {
            call.Handle.Id ??= requestId;
        }

        if (call.Error is ModelException or ModelWaitCanceledException && modelId != call.Slot.ModelId)
        {
            world.Break(Rule.IdsKept, $"{call} reports model \"{modelId}\"");
        }

        if (call.Error is not null && known is not null && requestId != known)
        {
            world.Break(Rule.IdsKept, $"{call} reports request \"{requestId}\" instead of {known}: {call.Error}");
        }

        if (call.Error is ModelSubmissionUnknownException unknown
            && world.Server.Requests.LastOrDefault(request => request.ModelId == call.Slot.ModelId)
                is { Answer: AnswerKind.Wrapped, Meaning: not null, Bill: { } bill }
            && (unknown.RequestId, unknown.PossibleRequestId) != (null, bill))
        {
            world.Break(Rule.IdsKept, $"{call} does not report the possible request {bill}: {unknown}");
        }

        if (Outcomes.WrongIn(world, call, known) is { } wrong)
        {
            world.Break(Rule.OutcomeIsDocumented, $"{call}: {wrong}; {call.Error}");
        }
    }

    private static string? AcceptedId(World world, Call call) =>
        Deadlines.AcceptedAt(world, call) is { } at && at <= call.EndedAt && call.Error is not ModelSubmissionUnknownException
            ? world.Server.Service.Jobs.Find(job => job.ModelId == call.Slot.ModelId)?.Id
            : null;

    private static void CheckTruth(World world, Call call)
    {
        var job = world.Server.Service.Find(call.Handle.Id);
        JobState? told = call.Error switch
        {
            ModelFailedException => JobState.Failed,
            ModelCanceledException => JobState.Canceled,
            _ when call.Result is not null => JobState.Succeeded,
            _ => null,
        };
        var canceled = call.Outcome ?? (call.Error as ModelWaitCanceledException)?.CancelOutcome;
        JobState?[] ends =
        [
            told,
            canceled == CancelOutcome.Canceled ? JobState.Canceled : null,
            .. call.Statuses.Where(static status => status.HasEnded).Select(static status => (JobState?)status.State),
        ];
        if (ends.Any(end => end is not null && end != StateOf(job)))
        {
            world.Break(Rule.EndIsTrue, $"{call} reports {string.Join(", ", ends)} for {job}");
        }

        if (call.Result is { } result && result.Output.GetRawText() != job?.Output)
        {
            world.Break(Rule.EndIsTrue, $"{call} returns the output {result.Output} for {job}");
        }

        if (canceled == CancelOutcome.NotCancelable && job?.Phase == JobPhase.Queued)
        {
            world.Break(Rule.EndIsTrue, $"{call} says that {job} cannot be cancelled");
        }

        if (call is { Kind: CallKind.Watch, Error: null } && call.Statuses is not [.., { HasEnded: true }])
        {
            world.Break(Rule.EndIsTrue, $"{call} has ended, but the job has not");
        }

        if (call.Statuses.Any(status => status.RequestId != call.Handle.Id))
        {
            world.Break(Rule.IdsKept, $"{call} reports another request");
        }
    }

    private static JobState? StateOf(ModelledJob? job) => job?.Phase switch
    {
        JobPhase.Succeeded => JobState.Succeeded,
        JobPhase.Failed => JobState.Failed,
        JobPhase.Canceled => JobState.Canceled,
        _ => null,
    };

    private static void CheckToken(World world, Call call)
    {
        var texts = call.Statuses.Select(static status => status.StateText)
            .Append(call.Error?.ToString())
            .Concat((call.Error as ModelException)?.ResponseHeaders.Values ?? [])
            .Append((call.Error as ModelApiException)?.Detail);
        if (texts.FirstOrDefault(static text => text?.Contains(World.Token, StringComparison.Ordinal) == true) is { } text)
        {
            world.Break(Rule.TokenIsHidden, $"{call}: {text}");
        }
    }

    private static void CheckSame(World world, Call call)
    {
        if (call.Kind is not (CallKind.Wait or CallKind.Run or CallKind.Many) || !call.Handle.HasEnded || call.CanceledAt is not null)
        {
            return;
        }

        var other = world.Calls.Find(earlier => earlier.Handle == call.Handle && !earlier.IsOpen && earlier.EndedAt < call.StartedAt
            && (earlier.Result is not null || earlier.Error is ModelFailedException or ModelCanceledException));
        if (other is not null && (other.Result != call.Result || other.Error?.Message != call.Error?.Message))
        {
            world.Break(Rule.EndIsKept, $"{call} after {other}");
        }
    }
}
