using SchemaSdk;
using SchemaSdk.RunComfy;
using Spectre.Console;

namespace Quickstart;

/// <summary>The real service. In addition to a token in the environment, each new job needs the user's confirmation.</summary>
internal sealed class LiveService(RunComfyClient client) : RunningService(client)
{
    // The environment variables from which RunComfyClient reads a token.
    private static readonly string[] TokenVariables =
        ["RUNCOMFY_API_TOKEN", "RUNCOMFY_TOKEN", "RUNCOMFY_API_KEY", "YOUR_API_TOKEN"];

    public override string Description => "at the real service";

    public static async Task<RunningService> ConfirmAsync(Request request, CancellationToken cancellationToken)
    {
        // Look for a token before asking the user to accept the cost.
        if (TokenVariables.All(name => string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(name))))
        {
            throw new QuickstartException("Nothing was sent: --live needs a token. Set the environment variable RUNCOMFY_API_TOKEN.");
        }

        var service = new LiveService(new RunComfyClient(NewOptions(Console.Error)));
        try
        {
            if (request.Resume is null)
            {
                Console.WriteLine($"--live runs {request.ModelId} at the real service, not in the emulator.");
                Console.WriteLine("Every accepted submit costs money. The price is on the page of the model at RunComfy.");
                await ConfirmCostAsync(request, cancellationToken);
            }

            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns the default options, changed so that a missing network is reported within five seconds.</summary>
    internal static ModelClientOptions NewOptions(TextWriter output)
    {
        var options = new ModelClientOptions { LoggerFactory = new ConnectionNotice(output) };
        options.Timeouts.Connect = TimeSpan.FromSeconds(4);
        return options;
    }

    private static async Task ConfirmCostAsync(Request request, CancellationToken cancellationToken)
    {
        if (request.IsConfirmed)
        {
            return;
        }

        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            throw new QuickstartException("Nothing was submitted, because confirming the cost needs a terminal. Add --yes to accept "
                + "the cost.");
        }

        var prompt = new ConfirmationPrompt("Submit the job?") { DefaultValue = false };
        if (!await prompt.ShowAsync(AnsiConsole.Console, cancellationToken))
        {
            throw new QuickstartException("Nothing was submitted.");
        }
    }
}
