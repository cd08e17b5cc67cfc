using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using SchemaSdk;
using SchemaSdk.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Answers exceptions of clients with problem details.</summary>
public static class ModelProblemDetailsExtensions
{
    /// <summary>
    /// Answers what the caller of an application can do something about, once the application calls <c>app.UseExceptionHandler()</c>: an
    /// input that does not fit its model (<see cref="ModelInputException"/>) is 400 with a validation problem, whose keys are JSON
    /// pointers; a key of another input (<see cref="ModelLedgerException.IsKeyTaken"/>) 409; a run that costs more than may be spent
    /// (<see cref="ModelBudgetException"/>) 402. Other exceptions are left to other handlers.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="budgetStatusCode">The status of a run that costs more than may be spent: 402, the default, or 429.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="budgetStatusCode"/> is neither 402 nor 429.</exception>
    public static IServiceCollection AddModelProblemDetails(
        this IServiceCollection services, int budgetStatusCode = StatusCodes.Status402PaymentRequired)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (budgetStatusCode is not (StatusCodes.Status402PaymentRequired or StatusCodes.Status429TooManyRequests))
        {
            throw new ArgumentOutOfRangeException(
                nameof(budgetStatusCode), budgetStatusCode, "A run that costs more than may be spent is answered with 402 or 429.");
        }

        return services.AddProblemDetails().AddSingleton<IExceptionHandler>(
            provider => new ModelProblemHandler(provider.GetRequiredService<IProblemDetailsService>(), budgetStatusCode));
    }
}
