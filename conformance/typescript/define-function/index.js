// A schema only asks whether a function can be made, and never makes it.
export const defineFunction = (props) => ({
  getInstance: () => {
    throw new Error(`Function '${props.name}' is only declared here.`);
  },
});
