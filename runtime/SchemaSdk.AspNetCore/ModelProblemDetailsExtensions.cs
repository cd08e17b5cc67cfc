using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using SchemaSdk;
using SchemaSdk.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers problem details for the exceptions of clients.</summary>
public static class ModelProblemDetailsExtensions
{
    /// <summary>
    /// Answers with problem details if the caller can act on an exception. The application must call <c>app.UseExceptionHandler()</c>. An
    /// input that does not fit its model (<see cref="ModelInputException"/>) gets 400 with a validation problem whose keys are JSON
    /// pointers. A key that is in use for another input (<see cref="ModelLedgerException.IsKeyTaken"/>) gets 409. A job that exceeds a
    /// budget (<see cref="ModelBudgetException"/>) gets 402. All other exceptions are left to other handlers. This includes exceptions
    /// about an input file on this machine, or about a price that cannot be read, because the caller cannot correct the file or the price.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="budgetStatusCode">The status for a run that exceeds a budget: 402 (the default) or 429.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="budgetStatusCode"/> is neither 402 nor 429.</exception>
    public static IServiceCollection AddModelProblemDetails(
        this IServiceCollection services, int budgetStatusCode = StatusCodes.Status402PaymentRequired)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (budgetStatusCode is not (StatusCodes.Status402PaymentRequired or StatusCodes.Status429TooManyRequests))
        {
            throw new ArgumentOutOfRangeException(
                nameof(budgetStatusCode), budgetStatusCode, "The status for a run that exceeds a budget must be 402 or 429.");
        }

        return services.AddProblemDetails().AddSingleton<IExceptionHandler>(
            provider => new ModelProblemHandler(provider.GetRequiredService<IProblemDetailsService>(), budgetStatusCode));
    }
}
