using SchemaSdk.Generator.Reading;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests.Reading;

/// <summary>Tests how the client's name, namespace, accessibility and service are read from MSBuild properties.</summary>
public class ClientOptionsReaderTests
{
    [Fact]
    public void Every_option_has_a_default() =>
        Assert.Equal(new ClientOptions("ModelsClient", "ModelClients", "public", "RunComfy"), Read());

    [Theory]
    [InlineData("Acme", "Acme")]
    [InlineData(" Acme ", "Acme")]
    [InlineData("my client", "MyClient")]
    [InlineData("_x", "_x")]
    [InlineData("class", "@class")]
    [InlineData("var", "var")]
    [InlineData("Models", "ModelsModelsClient")]
    [InlineData("mo dels", "MoDels")]
    [InlineData("models", "models")]
    [InlineData("!", "ModelsClient")]
    [InlineData("", "ModelsClient")]
    public void The_client_has_the_name_of_the_property(string value, string name) =>
        Assert.Equal(name, Read(("ModelClientName", value)).Name);

    [Theory]
    [InlineData("Acme.Sdk", "Acme.Sdk")]
    [InlineData("acme.sdk", "acme.sdk")]
    [InlineData("acme-sdk.x y", "AcmeSdk.XY")]
    [InlineData("a.class.b", "a.@class.b")]
    [InlineData(".a..b.", "a.b")]
    [InlineData("4k", "_4k")]
    [InlineData("!", "ModelClients")]
    public void The_namespace_has_the_name_of_the_property(string value, string space) =>
        Assert.Equal(space, Read(("ModelClientNamespace", value)).Namespace);

    [Fact]
    public void The_first_property_that_gives_a_namespace_counts()
    {
        Assert.Equal("A", Read(("ModelClientNamespace", "A"), ("RootNamespace", "B"), ("AssemblyName", "C")).Namespace);
        Assert.Equal("B", Read(("ModelClientNamespace", ""), ("RootNamespace", "B"), ("AssemblyName", "C")).Namespace);
        Assert.Equal("C", Read(("RootNamespace", "!"), ("AssemblyName", "C")).Namespace);
    }

    [Theory]
    [InlineData("internal", "internal")]
    [InlineData("INTERNAL", "internal")]
    [InlineData("public", "public")]
    [InlineData("", "public")]
    [InlineData("private", "public")]
    public void Types_have_the_accessibility_of_the_property(string value, string accessibility) =>
        Assert.Equal(accessibility, Read(("ModelClientAccessibility", value)).Accessibility);

    [Theory]
    [InlineData("Other", "Other")]
    [InlineData(" Other ", "Other")]
    [InlineData("", "RunComfy")]
    [InlineData("a b", "RunComfy")]
    [InlineData("RunComfy; }", "RunComfy")]
    [InlineData("Acme.OwnProfile", "Acme.OwnProfile")]
    [InlineData("Acme.new.Profile", "Acme.@new.Profile")]
    [InlineData("Acme.Profile()", "RunComfy")]
    [InlineData("Acme..Profile", "RunComfy")]
    public void The_service_is_that_of_the_property_or_else_RunComfy(string value, string service) =>
        Assert.Equal(service, Read(("ModelService", value)).Service);

    private static ClientOptions Read(params (string Name, string Value)[] properties) => ClientOptionsReader.Read(
        new BuildOptions(properties.ToDictionary(property => property.Name, property => property.Value)).GlobalOptions);
}
