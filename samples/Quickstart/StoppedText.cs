using SchemaSdk;

namespace Quickstart;

/// <summary>Explains what became of the job after Ctrl-C, and how to return to it.</summary>
internal static class StoppedText
{
    public static string Of(ModelWaitCanceledException stopped, Request request) =>
        string.Join(
            Environment.NewLine,
            [
                $"Stopped waiting for request {stopped.RequestId}.",
                Outcome(stopped.CancelOutcome),
                .. stopped.CancelOutcome == CancelOutcome.Canceled ? [] : (string[])[WayBack(stopped.RequestId, request)],
            ]);

    public static string OfSaving(string requestId, Request request) =>
        string.Join(
            Environment.NewLine,
            $"Stopped before the file of request {requestId} was saved; the job itself has ended.",
            WayBack(requestId, request));

    private static string Outcome(CancelOutcome? outcome) => outcome switch
    {
        CancelOutcome.Canceled => "The job was cancelled while it was in the queue.",
        CancelOutcome.NotCancelable => "The job is running or has ended, so it cannot be cancelled.",
        _ => "It is not known whether the job was cancelled.",
    };

    private static string WayBack(string? requestId, Request request) => request.IsLive
        ? $"To return to the job: dotnet run --project samples/Quickstart -- {Options(requestId, request)}"
        : $"The emulator and its jobs ended with this program. With the real service, return to a job with {Options(requestId, request)}";

    private static string Options(string? requestId, Request request) => $"--live --model {request.ModelId} --resume {requestId}";
}
