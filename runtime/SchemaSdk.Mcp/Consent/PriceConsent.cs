using System.Globalization;
using ModelContextProtocol.Protocol;
using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Tools;

namespace SchemaSdk.Mcp.Consent;

/// <summary>Asks a person to confirm a run that costs more than agents may spend on their own.</summary>
internal static class PriceConsent
{
    private const string Question = "spend";

    internal static bool IsNeeded(ModelToolsOptions options, decimal? estimate) =>
        options.ConfirmAboveUsd is { } most && !(estimate <= most && most > 0);

    /// <summary>Returns only if a person has agreed to the run.</summary>
    /// <param name="server">The server.</param>
    /// <param name="call">The call of the agent.</param>
    /// <param name="run">The run.</param>
    /// <param name="estimate">The estimate.</param>
    /// <exception cref="InputRequiredException">A person must be asked first.</exception>
    /// <exception cref="ToolRefusal">The person did not agree, or cannot be asked.</exception>
    internal static void Demand(ModelToolServer server, ToolCall call, RunOrder run, ModelCostEstimate estimate)
    {
        var price = PriceOf(estimate);
        if (!call.CanAskPerson)
        {
            throw new ToolRefusal(
                $"Nothing was run: a person must confirm a run of {run.ModelId} for {price}, but your client cannot ask a person. "
                + "Tell the user the price. The user can start this server with --confirm above:<dollars> or --confirm never "
                + "(ConfirmAboveUsd).");
        }

        // If any of these values changes, the person is asked again.
        var request = $"{run.ModelId}\n{run.Key}\n{run.InputHash}\n{estimate.AmountUsd}\n{run.Customer}";
        var answers = call.Request.Params?.InputResponses;
        if (answers is null || !answers.TryGetValue(Question, out var answer)
            || !server.Seal.IsOf(call.Request.Params?.RequestState, request))
        {
            throw new InputRequiredException(
                new Dictionary<string, InputRequest>
                {
                    [Question] = InputRequest.ForElicitation(new()
                    {
                        Message = $"Run {run.ModelId} for {price} ({estimate.Basis})? The actual cost may be higher.",
                        RequestedSchema = new(),
                    }),
                },
                server.Seal.Of(request));
        }

        if (answer.Deserialize(InputResponse.ElicitResultJsonTypeInfo) is not { IsAccepted: true } reply)
        {
            throw new ToolRefusal(
                $"Nothing was run: the user did not agree to a run of {run.ModelId} for {price}. Do not call run again for this "
                + "model unless the user asks.");
        }
    }

    internal static string PriceOf(ModelCostEstimate estimate) => estimate.AmountUsd is { } amount
        ? string.Create(CultureInfo.InvariantCulture, $"about {amount} US dollars")
        : "an unknown price";
}
