using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.EndToEnd.Tests;

public class HostServiceTests
{
    [Fact]
    public async Task Clients_of_two_services_have_their_own_options()
    {
        using var host = EmulatedHost.Build(services =>
        {
            services.AddModelClient((http, options) => new RunComfyClient(http, options), options => options.ApiToken = "one");
            services.AddModelClient((http, options) => new FalHostClient(http, options), options =>
            {
                options.ApiToken = "two";
                options.Service = new FalOptions();
            });
        });

        await host.StartAsync();

        Assert.IsType<RunComfyClient>(host.Services.GetRequiredService<RunComfyClient>());
        Assert.IsType<FalHostClient>(host.Services.GetRequiredService<FalHostClient>());
    }

    [Fact]
    public void A_client_with_the_full_name_of_another_registered_client_is_refused()
    {
        var type = AssemblyBuilder.DefineDynamicAssembly(new("Films"), AssemblyBuilderAccess.Run).DefineDynamicModule("Films")
            .DefineType(typeof(RunComfyClient).FullName!, TypeAttributes.Public | TypeAttributes.Abstract, typeof(ModelClient));
        type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, []).GetILGenerator().Emit(OpCodes.Ret);
        var twin = type.CreateType();
        var services = new ServiceCollection();
        services.AddModelClient((http, options) => new RunComfyClient(http, options));
        var before = services.Count;
        var add = typeof(ModelClientServiceCollectionExtensions).GetMethods()
            .Single(static method => method.Name == nameof(ModelClientServiceCollectionExtensions.AddModelClient)).MakeGenericMethod(twin);
        var create = Expression.Lambda(
            typeof(Func<,,>).MakeGenericType(typeof(HttpClient), typeof(ModelClientOptions), twin),
            Expression.Constant(null, twin),
            Expression.Parameter(typeof(HttpClient)),
            Expression.Parameter(typeof(ModelClientOptions))).Compile();

        var refusal = Assert.Throws<TargetInvocationException>(() => add.Invoke(null, [services, create, null]));

        Assert.StartsWith(
            "Another RunComfyClient, from the assembly SchemaSdk.RunComfy, is already registered. The two clients would share",
            Assert.IsType<ArgumentException>(refusal.InnerException).Message,
            StringComparison.Ordinal);
        Assert.Equal(before, services.Count);
    }

    [Fact]
    public async Task Options_of_another_service_prevent_the_host_from_starting()
    {
        using var host = EmulatedHost.Build(services => services.AddModelClient(
            (http, options) => new FalHostClient(http, options), options => options.Service = new ReplicateOptions()));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(
            "ModelClientOptions.Service has options for Replicate (ReplicateOptions), but the client calls Fal",
            error.Message,
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_client_that_is_registered_as_one_of_another_service_is_refused()
    {
        using var host = EmulatedHost.Build(services => services.AddModelClient<ModelClient>(
            (http, options) => new FalHostClient(http, options), options => options.ApiToken = "two"));

        var error = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<ModelClient>());

        Assert.StartsWith(
            "ModelClient was registered for RunComfy, but the created FalHostClient is a client of fal. Register the created class",
            error.Message,
            StringComparison.Ordinal);
    }

    [ClientService("Fal")]
    private sealed class FalHostClient(HttpClient http, ModelClientOptions options) : ModelClient(ModelService.Fal, http, options)
    {
        protected override ModelInfo? FindModel(string modelId) => null;
    }
}
