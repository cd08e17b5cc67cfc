using SchemaSdk.Reliability.Tests.StateMachine.Model;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Rules;

/// <summary>The outcomes that a call may have, given its answers and its duration.</summary>
internal static class Outcomes
{
    public static string? WrongIn(World world, Call call, string? id) =>
        call.Submits && id is null ? WrongInSubmit(world, call) : WrongInJob(world, call, id);

    private static string? WrongInSubmit(World world, Call call)
    {
        var last = world.Server.Requests.LastOrDefault(request => request.ModelId == call.Slot.ModelId);
        return call.Error switch
        {
            ModelApiException => last?.Meaning == Meaning.Refused ? null : $"nothing was refused, {last}",
            ModelSubmissionUnknownException when last is { IsTaken: true, Meaning: null } =>
                call.EndedAt >= Deadlines.OfLastAnswer(world, call, last) ? null : $"the answer could still have come, {last}",
            ModelSubmissionUnknownException =>
                last is { IsTaken: true, Meaning: null or Meaning.Doubtful } ? null : $"nothing is doubtful, {last}",
            ModelUnavailableException when last is null && call.Kind == CallKind.Many => WrongInHold(world, call),
            ModelUnavailableException =>
                last is { Meaning: Meaning.NotNow or Meaning.NeverLeft } or { IsTaken: false } ? null : $"it was answered, {last}",
            ObjectDisposedException => world.IsDisposed && IsUnsent(last) ? null : $"it may have been sent, {last}",
            ModelWaitCanceledException => "no id is known",
            OperationCanceledException stopped when call.CanceledAt is not null =>
                (stopped.CancellationToken == call.Stop.Token || call.Kind == CallKind.Many)
                    && (IsUnsent(last) || last?.Meaning == Meaning.Refused) ? null : $"it may have been sent, {last}",
            null => "nothing was accepted",
            _ => "no such error is documented",
        };
    }

    private static string? WrongInHold(World world, Call call) =>
        !world.Server.Requests.Any(static request => request.Meaning == Meaning.NotNow) ? "nothing was refused"
        : call.EndedAt < call.StartedAt + world.Limits.Retry.QuotaBudget ? "it was not held back for long enough"
        : null;

    private static bool IsUnsent(PlayedRequest? last) => last is null or { IsTaken: false } or { Meaning: Meaning.NotNow };

    private static string? WrongInJob(World world, Call call, string? id)
    {
        bool Answered(Func<PlayedRequest, bool> with) => world.Server.Requests.Any(
            request => request.JobId == id && request.IsRead == (call.Kind != CallKind.Cancel) && request.StartedAt <= call.EndedAt
                && EndOf(request) >= call.StartedAt && with(request));

        // A body that hangs is read until the read timeout elapses.
        DateTimeOffset EndOf(PlayedRequest request) => request.Answer == AnswerKind.HungBody
            ? request.StartedAt + world.Limits.Timeouts.Read
            : request.EndedAt ?? world.Now;

        return call.Error switch
        {
            null or ModelFailedException or ModelCanceledException => null,
            ModelApiException => Answered(static request => request.Meaning == Meaning.Refused) ? null : "nothing was refused",
            ModelUnavailableException =>
                Answered(static request => request.Meaning is not (Meaning.Good or Meaning.Refused)) ? null : "no read failed",
            ModelTimeoutException when !call.Waits || call.EndedAt < Deadlines.OfJob(world, call) => "the timeout has not elapsed",
            ModelTimeoutException =>
                Answered(request => request.StartedAt >= Deadlines.OfJob(world, call)) ? null : "the last poll is missing",
            ModelWaitCanceledException { CancelOutcome: not null } when call.Kind != CallKind.Cancel =>
                call.CanceledAt is not null && call.Slot.Options.OnCancel == CancelBehavior.CancelJob
                    ? null
                    : "no call asked to cancel the job",
            ModelWaitCanceledException => call.CanceledAt is not null || world.IsDisposed ? null : "nothing stopped it",
            _ => "no such error is documented",
        };
    }
}
