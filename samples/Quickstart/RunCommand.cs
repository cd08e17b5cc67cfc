using SchemaSdk;

namespace Quickstart;

/// <summary>Executes the command: checks the request, starts a service, runs the model and saves its file.</summary>
internal static class RunCommand
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    public static async Task<int> ExecuteAsync(Request request, CancellationToken cancellationToken)
    {
        // Yield, so that System.CommandLine registers its Ctrl-C handler before the command runs.
        await Task.Yield();
        try
        {
            RequestCheck.Check(request);
            return await RunAsync(request, cancellationToken);
        }
        catch (ModelWaitCanceledException stopped)
        {
            Console.Error.WriteLine(StoppedText.Of(stopped, request));
            return Interrupted;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped before the service accepted a job, so no job is running and nothing is charged.");
            return Interrupted;
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(FailureText.Of(error));
            return Failed;
        }
    }

    private static async Task<int> RunAsync(Request request, CancellationToken cancellationToken)
    {
        await using var service = request.IsLive
            ? await LiveService.ConfirmAsync(request, cancellationToken)
            : await EmulatedService.StartAsync(cancellationToken);

        Console.WriteLine($"{request.ModelId} {service.Description}");
        var finished = await ProgressView.ForThisConsole().ShowAsync(
            progress => ModelCalls.RunAsync(
                service.Client,
                request,
                new RunOptions { Progress = progress, OnCancel = CancelBehavior.CancelJob },
                cancellationToken));

        try
        {
            await ResultFile.SaveAsync(service.Client, finished, request.Out, cancellationToken);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine(StoppedText.OfSaving(finished.RequestId, request));
            return Interrupted;
        }
    }
}
