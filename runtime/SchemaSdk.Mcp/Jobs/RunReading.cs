using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Consent;
using SchemaSdk.Mcp.Files;
using SchemaSdk.Mcp.Models;
using SchemaSdk.Mcp.Tools;

namespace SchemaSdk.Mcp.Jobs;

/// <summary>Reads the arguments of a run or a quote.</summary>
internal static class RunReading
{
    private const int MostVariants = 1_000_000;

    /// <exception cref="ToolRefusal">An argument is not valid.</exception>
    internal static async Task<RunOrder> ReadAsync(ModelToolServer server, ToolCall call, bool hasKey, CancellationToken cancellationToken)
    {
        var model = server.Models.Get(call.Arguments.RequiredText("model"));
        var input = call.Arguments.RequiredObject("input");
        var hash = await RunKey.HashAsync(input, server.Files, cancellationToken).ConfigureAwait(false);
        var customer = server.Options.CustomerOf(call.User);
        var variant = hasKey ? call.Arguments.Number("variant", 1, MostVariants, 1) : 1;
        var key = (hasKey ? call.Arguments.Text("key") : null) ?? RunKey.Of(server.Service, model.Id, hash, variant);
        var own = RunKey.OfAgent(RunKey.InLedger(key, customer), customer)!;   // the ledger's prefix does not count
        if (own.Length > RunKey.MostCharacters)
        {
            throw new ToolRefusal($"The argument 'key' has {own.Length} characters; at most {RunKey.MostCharacters} are allowed.");
        }

        return key.Any(char.IsControl)
            ? throw new ToolRefusal("The argument 'key' contains a control character. Use letters, digits and hyphens, as in film-1.")
            : new(new AgentEndpoint(server.Client, model, server.Files), input, hash, key, customer);
    }

    /// <summary>Checks an input against its schema. Sends nothing.</summary>
    internal static IReadOnlyList<ValidationError> ErrorsOf(RunOrder run)
    {
        IReadOnlyList<ValidationError> errors = [];
        try
        {
            run.Endpoint.Written(run.Input).Check(run.Endpoint.Info);
        }
        catch (ModelInputException exception)
        {
            errors = exception.Errors;
        }

        return [.. UnknownInputs.In(run.Input, run.Endpoint.Info), .. errors];
    }
}
