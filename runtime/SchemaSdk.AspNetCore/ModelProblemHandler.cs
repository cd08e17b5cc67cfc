using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace SchemaSdk.AspNetCore;

/// <summary>Handles the exceptions that the caller can act on, and leaves all others to other handlers.</summary>
internal sealed class ModelProblemHandler(IProblemDetailsService problems, int budgetStatusCode) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (ProblemOf(exception) is not { } problem)
        {
            return false;
        }

        httpContext.Response.StatusCode = problem.Status!.Value;

        // Ignore the result, because a caller that does not accept JSON gets only the status.
        _ = await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem })
            .ConfigureAwait(false);
        return true;
    }

    // Callers must not see exception messages about the ledger or a budget, which contain hashes of other inputs and the remaining budget.
    private ProblemDetails? ProblemOf(Exception exception) => exception switch
    {
        ModelInputException input when !input.Errors.Any(IsOfServer) => new HttpValidationProblemDetails(ErrorsOf(input))
        {
            Title = "The input does not fit the model.",
            Status = StatusCodes.Status400BadRequest,
        },
        ModelLedgerException { IsKeyTaken: true } => new ProblemDetails
        {
            Title = "The key is in use for another job.",
            Detail = "Nothing was sent. A key stays with the first job that used it. Use another key for this input.",
            Status = StatusCodes.Status409Conflict,
        },
        // EstimateUsd is null if the price could not be read. The caller can do nothing about that.
        ModelBudgetException { EstimateUsd: not null } => new ProblemDetails
        {
            Title = "The run exceeds a budget.",
            Detail = "Nothing was sent.",
            Status = budgetStatusCode,
        },
        _ => null,
    };

    // Returns true for an error about a file on this machine. The caller cannot correct the file, and must not see its path.
    private static bool IsOfServer(ValidationError error) => error.Rule is "readable" or "unchanged" or "once"
        || (error.Rule is "minBytes" or "maxBytes" or "mediaType" && error.Message.Contains(" is the file \"", StringComparison.Ordinal));

    private static Dictionary<string, string[]> ErrorsOf(ModelInputException input) => input.Errors.Count == 0
        ? new() { [""] = [input.Message] }
        : input.Errors
            .GroupBy(error => error.JsonPointer, TextOf)
            .ToDictionary(place => place.Key, place => place.ToArray());

    // The message about a file that the ledger has copied contains the path of the copy.
    private static string TextOf(ValidationError error) =>
        error.Rule == "maxBytes" && error.Message.Contains(" is the copy \"", StringComparison.Ordinal)
            ? $"The file has {error.Value} bytes; {error.Allowed} are allowed."
            : error.Message;
}
