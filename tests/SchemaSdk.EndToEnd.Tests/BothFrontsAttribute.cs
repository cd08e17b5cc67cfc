using System.Reflection;
using Xunit.Sdk;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Runs a theory with <c>isSocket</c> true and false: over a socket and without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BothFrontsAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[true], [false]];
}
