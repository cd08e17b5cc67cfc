using SchemaSdk.RunComfy;
using Spectre.Console;

namespace Quickstart;

/// <summary>The real service. A token in the environment is not enough: each run is confirmed.</summary>
internal sealed class LiveService(RunComfyClient client) : RunningService(client)
{
    public override string Description => "at the real service";

    public static async Task<RunningService> ConfirmAsync(Request request, CancellationToken cancellationToken)
    {
        if (request.Resume is null)
        {
            Console.WriteLine($"--live runs {request.ModelId} at the real service, not in the emulator.");
            Console.WriteLine("Every accepted submit costs money. The price is not known here: it is on the model's page.");
            await ConfirmCostAsync(request, cancellationToken);
        }

        return new LiveService(new RunComfyClient());
    }

    private static async Task ConfirmCostAsync(Request request, CancellationToken cancellationToken)
    {
        if (request.IsConfirmed)
        {
            return;
        }

        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            throw new QuickstartException("Nothing was submitted: nobody is here to confirm the cost. Add --yes to accept it.");
        }

        var prompt = new ConfirmationPrompt("Submit it?") { DefaultValue = false };
        if (!await prompt.ShowAsync(AnsiConsole.Console, cancellationToken))
        {
            throw new QuickstartException("Nothing was submitted.");
        }
    }
}
