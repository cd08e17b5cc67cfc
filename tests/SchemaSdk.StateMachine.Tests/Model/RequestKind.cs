namespace SchemaSdk.StateMachine.Tests.Model;

internal enum RequestKind
{
    Submit,
    Status,
    Result,
    Cancel,
}
